namespace Orchestrator.Inference.Tests;

public sealed class ModelIdTests
{
    [Theory]
    [InlineData("llama3.2", "llama3.2:latest")]
    [InlineData("llama3.2:3b", "llama3.2:3b")]
    [InlineData("  qwen3:8b ", "qwen3:8b")]
    [InlineData("library/llama3.2", "llama3.2:latest")]
    [InlineData("registry.ollama.ai/library/llama3.2:1b", "llama3.2:1b")]
    [InlineData("registry.ollama.ai/me/tuned", "me/tuned:latest")]
    [InlineData("hf.co/someone/Some-GGUF:Q4_K_M", "hf.co/someone/Some-GGUF:Q4_K_M")]
    [InlineData("localhost:5000/team/model", "localhost:5000/team/model:latest")]
    public void A_name_is_shown_in_its_shortest_form_with_its_tag(string text, string shown)
    {
        Assert.Equal(shown, ModelId.Parse(text).ToString());
    }

    [Fact]
    public void Case_and_a_missing_tag_make_no_difference()
    {
        Assert.Equal(ModelId.Parse("Llama3.2"), ModelId.Parse("llama3.2:LATEST"));
        Assert.Equal(ModelId.Parse("Llama3.2").GetHashCode(), ModelId.Parse("llama3.2:LATEST").GetHashCode());
        Assert.NotEqual(ModelId.Parse("llama3.2:1b"), ModelId.Parse("llama3.2:3b"));
    }

    [Fact]
    public void A_host_without_default_namespace_does_not_lose_it()
    {
        Assert.NotEqual(ModelId.Parse("hf.co/library/x"), ModelId.Parse("x"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(":tag")]
    [InlineData("model:")]
    [InlineData("a/b/c/d")]
    [InlineData("/model")]
    [InlineData("model/")]
    [InlineData("a b")]
    [InlineData("../secrets")]
    [InlineData("na.me/space")]
    [InlineData("모델")]
    [InlineData("model:a:b")]
    [InlineData("-model")]
    public void What_Ollama_would_not_take_as_a_name_is_no_name(string? text)
    {
        Assert.False(ModelId.TryParse(text, out _));
    }

    [Fact]
    public void A_part_longer_than_eighty_characters_is_no_name()
    {
        Assert.True(ModelId.TryParse(new string('a', 80), out _));
        Assert.False(ModelId.TryParse(new string('a', 81), out _));
    }

    [Fact]
    public void A_name_survives_being_shown_and_read_again()
    {
        foreach (var text in new[] { "x", "me/x:1", "hf.co/me/x", "localhost:5000/me/x:2" })
        {
            var id = ModelId.Parse(text);
            Assert.Equal(id, ModelId.Parse(id.ToString()));
        }
    }

    [Fact]
    public void A_name_that_was_never_set_is_equal_only_to_another_one()
    {
        Assert.Equal(default, default(ModelId));
        Assert.NotEqual(default, ModelId.Parse("x"));
        Assert.Equal(string.Empty, default(ModelId).ToString());
    }
}
