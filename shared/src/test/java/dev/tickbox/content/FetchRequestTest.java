package dev.tickbox.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchRequestTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://intranet.test",
                "http://intranet.test:8080/a?q={{row.id}}",
                "http://{{vars.host}}/{{row.id}}",
                "{{vars.base}}",
                "{{ vars.base }}/{{row.id}}"
            })
    void the_content_names_the_host_in_an_address_or_in_a_variable(String address) {
        assertThat(ContentRules.namesItsHost(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{row.link}}",
                "http://{{row.host}}/",
                "http://intranet{{row.rest}}/",
                "http://{{row.user}}@intranet.test/",
                "{{vars.base}}{{row.path}}",
                "{{vars.scheme}}://{{row.host}}/"
            })
    void a_value_may_name_the_host(String address) {
        assertThat(ContentRules.namesItsHost(address)).isFalse();
    }

    @Test
    void an_address_is_given_if_no_template_names_its_host() {
        FetchRequest request = FetchRequest.feed("http://a.test/1", "{{row.link}}", "{{row.same}}")
                .rendered(text ->
                        text.replace("{{row.link}}", "http://b.test/").replace("{{row.same}}", "http://a.test/1"));
        assertThat(request.addresses()).containsExactly("http://a.test/1", "http://b.test/", "http://a.test/1");
        assertThat(request.given()).isEqualTo(Set.of("http://b.test/"));
    }
}
