package dev.tickbox.source;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/**
 * Which addresses belong to the public Internet. A content, or a source that redirects, must not reach what only this machine or its
 * network can: other services, the metadata server of a cloud.
 */
public final class PublicAddresses {
    private static final List<Block> NOT_PUBLIC_4 = List.of(
            block("0.0.0.0", 8), // this network
            block("10.0.0.0", 8), // private
            block("100.64.0.0", 10), // shared by the customers of a provider, the metadata server of Alibaba
            block("127.0.0.0", 8), // this machine
            block("168.63.129.16", 32), // the metadata server of Azure
            block("169.254.0.0", 16), // link-local, the metadata server
            block("172.16.0.0", 12), // private
            block("192.0.0.0", 24), // protocol assignments
            block("192.0.2.0", 24), // documentation
            block("192.88.99.0", 24), // relays of 6to4
            block("192.168.0.0", 16), // private
            block("198.18.0.0", 15), // benchmarks
            block("198.51.100.0", 24), // documentation
            block("203.0.113.0", 24), // documentation
            block("224.0.0.0", 4), // multicast
            block("240.0.0.0", 4)); // reserved, broadcast

    /** All that is assigned for the public. Mapped, compatible and translated IPv4 addresses, private and link-local ones are outside. */
    private static final Block PUBLIC_6 = block("2000::", 3);

    private static final List<Block> NOT_PUBLIC_6 = List.of(
            block("2001::", 23), // protocol assignments, among them Teredo, which contains an IPv4 address
            block("2001:db8::", 32), // documentation
            block("2002::", 16), // 6to4, which contains an IPv4 address
            block("3fff::", 20)); // documentation

    /** Those that are fetched from. */
    public static final Set<Integer> PORTS = Set.of(80, 443);

    private PublicAddresses() {}

    /**
     * Whether it is clear without a name server that a host has no public address.
     *
     * @param host in small letters, an IPv6 address without brackets
     */
    public static boolean isSurelyPrivate(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        try {
            return !contain(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return false; // A name.
        }
    }

    public static boolean contain(InetAddress address) {
        // Java makes an IPv4 address of a mapped one by itself.
        return address instanceof Inet4Address
                ? NOT_PUBLIC_4.stream().noneMatch(block -> block.contains(address))
                : PUBLIC_6.contains(address) && NOT_PUBLIC_6.stream().noneMatch(block -> block.contains(address));
    }

    private static Block block(String start, int bits) {
        try {
            return new Block(InetAddress.getByName(start), bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(start + " is no address", e);
        }
    }

    private record Block(InetAddress start, int bits) {
        boolean contains(InetAddress address) {
            byte[] mine = start.getAddress();
            byte[] its = address.getAddress();
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((mine[bit / 8] & mask) != (its[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
