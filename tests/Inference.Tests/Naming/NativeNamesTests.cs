using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Inference.Naming;

namespace Orchestrator.Inference.Tests.Naming;

public sealed class NativeNamesTests
{
    [Theory]
    [InlineData("gpt-4o", "gpt-4o:latest")]
    [InlineData("GPT-4o", "gpt-4o")]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "meta-llama/Llama-3.1-8B-Instruct:latest")]
    [InlineData("openai/gpt-oss-120b:free", "openai/gpt-oss-120b:free")]
    [InlineData("accounts/fireworks/models/llama-v3p1-8b", "accounts-fireworks-models-llama-v3p1-8b:latest")]
    [InlineData("/models/Qwen3-8B-Q4_K_M.gguf", "models-Qwen3-8B-Q4_K_M.gguf:latest")]
    [InlineData("qwen2.5-7b-instruct@q4_k_m", "qwen2.5-7b-instruct-q4_k_m:latest")]
    [InlineData("us.anthropic.claude-3-5-sonnet-20241022-v2:0", "us.anthropic.claude-3-5-sonnet-20241022-v2:0")]
    [InlineData("ft:gpt-4o:my-org::abc123", "ft-gpt-4o-my-org:abc123")]
    public void A_native_name_has_one_name_of_our_form_and_comes_back_exactly(string native, string name)
    {
        var names = new NativeNames([native]);

        Assert.Equal(ModelId.Parse(name), Assert.Single(names.All).Key);
        Assert.Equal(native, names.Find(ModelId.Parse(name)));
    }

    [Fact]
    public void Names_that_differ_only_in_what_our_form_does_not_keep_are_refused_by_both_names()
    {
        var names = new NativeNames(["Llama-3", "other", "llama-3"]);

        var exception = Assert.Throws<InferenceException>(() => names.Find(ModelId.Parse("llama-3")));

        Assert.Equal(InferenceCause.Refused, exception.Error.Cause);
        Assert.Contains("'Llama-3' and 'llama-3'", exception.Error.Message, StringComparison.Ordinal);
        Assert.Equal("other", Assert.Single(names.All).Value);
    }

    [Fact]
    public void A_name_that_is_listed_twice_is_one_model()
    {
        Assert.Single(new NativeNames(["m", "m"]).All);
    }

    [Fact]
    public void A_model_that_is_not_listed_is_not_found()
    {
        var exception = Assert.Throws<InferenceException>(() => NativeNames.None.Find(ModelId.Parse("m")));

        Assert.Equal(InferenceCause.ModelNotFound, exception.Error.Cause);
    }

    /// <summary>For any names at all: what can be found comes back as it was, and nothing is found as something else.</summary>
    [Fact]
    public void No_list_of_names_maps_one_model_to_another()
    {
        Prop.ForAll<NonNull<string>[]>(natives =>
            {
                var given = natives.Select(native => native.Get).ToHashSet(StringComparer.Ordinal);
                var names = new NativeNames(given);
                return names.All.All(pair => names.Find(pair.Key) == pair.Value && given.Contains(pair.Value))
                    && names.All.Select(pair => pair.Value).Distinct(StringComparer.Ordinal).Count() == names.All.Count;
            })
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_digest_is_of_the_exact_name()
    {
        Assert.Equal(64, ModelDigest.OfName("m").Length);
        Assert.Equal(ModelDigest.OfName("m"), ModelDigest.OfName("m"));
        Assert.NotEqual(ModelDigest.OfName("m"), ModelDigest.OfName("M"));
    }

    [Theory]
    [InlineData("text-embedding-3-small", "embedding")]
    [InlineData("BAAI/bge-m3", "embedding")]
    [InlineData("gpt-4o-mini", "completion,tools,vision")]
    [InlineData("gpt-3.5-turbo", "completion,tools")]
    [InlineData("Qwen/Qwen3-8B", "completion,tools,thinking")]
    [InlineData("Qwen/Qwen2.5-VL-7B-Instruct", "completion,tools,vision")]
    [InlineData("my-turbo3-model", "completion,tools")]
    public void What_a_model_can_do_is_guessed_from_its_name(string native, string capabilities)
    {
        Assert.Equal(capabilities, string.Join(',', ModelHints.CapabilitiesOf(native)));
    }
}
