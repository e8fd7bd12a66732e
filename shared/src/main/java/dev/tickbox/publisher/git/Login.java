package dev.tickbox.publisher.git;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/** A user and password for one host: a redirect to another one does not get them. */
final class Login extends CredentialsProvider {
    /** With a bare token every known host accepts this user. */
    private static final String TOKEN_USER = "x-access-token";

    private final URIish site;
    private final String user;
    private final String password;

    Login(URIish site, String secret) {
        this.site = site;
        String value = secret.strip();
        int colon = value.indexOf(':');
        this.user = colon < 0 ? TOKEN_USER : value.substring(0, colon);
        this.password = value.substring(colon + 1);
    }

    /** Takes the secret out of words that came from elsewhere. */
    String without(String words) {
        String basic = user + ":" + password;
        String encoded = Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8));
        return words.replace(basic, "***").replace(encoded, "***").replace(password, "***");
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        for (CredentialItem item : items) {
            if (!(item instanceof CredentialItem.Username) && !(item instanceof CredentialItem.Password)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean get(URIish asking, CredentialItem... items) {
        if (!supports(items)
                || !Objects.equals(asking.getScheme(), site.getScheme())
                || !Objects.equals(asking.getHost(), site.getHost())
                || asking.getPort() != site.getPort()) {
            return false;
        }
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username name) {
                name.setValue(user);
            } else if (item instanceof CredentialItem.Password word) {
                word.setValueNoCopy(password.toCharArray());
            }
        }
        return true;
    }
}
