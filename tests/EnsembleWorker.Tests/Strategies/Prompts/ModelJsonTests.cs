using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Prompts;

public sealed class ModelJsonTests
{
    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("Sure!\n```json\n{\"a\":1}\n```\nAnything else?")]
    [InlineData("""Set {x} is not it, but this is: {"a":1}.""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":1} {"a":2}""")]
    public void The_first_whole_object_is_found_wherever_it_stands(string text) =>
        Assert.Equal(1, ModelJson.Find(text)!.Value.GetProperty("a").GetInt32());

    [Fact]
    public void Braces_and_quotes_inside_of_texts_do_not_count() =>
        Assert.Equal("}\"{", ModelJson.Find("""so {"a":"}\"{"} then""")!.Value.GetProperty("a").GetString());

    [Theory]
    [InlineData("")]
    [InlineData("no object at all")]
    [InlineData("""{"a":1""")]
    [InlineData("[1,2]")]
    [InlineData("}{")]
    public void Half_an_object_is_none(string text) => Assert.Null(ModelJson.Find(text));

    [Fact]
    public void Half_a_surrogate_pair_in_an_object_makes_it_none() => Assert.Null(ModelJson.Find("{\"a\":\"\ud800\"}"));

    [Theory]
    [InlineData("""{"a":"Paris \ud83d"}""", "Paris ")]
    [InlineData("""{"a":"\ude00 \ud83d\ud83d\ude00\ude00"}""", " \ud83d\ude00")]
    [InlineData("""{"a":"\\ud83d \\\ud83d \ud83"}""", null)]
    [InlineData("""{"a":"\\ud83d \\\ud83d."}""", "\\ud83d \\.")]
    [InlineData("""{"\udc00a":"b"}""", "b")]
    public void An_escaped_half_of_a_pair_is_dropped_and_the_rest_can_be_read(string text, string? expected) =>
        Assert.Equal(expected, ModelJson.Find(text)?.GetProperty("a").GetString());

    [Fact]
    public void Endless_nesting_and_endless_text_end()
    {
        Assert.Null(ModelJson.Find(string.Concat(Enumerable.Repeat("{\"a\":", 10_000))));
        Assert.Null(ModelJson.Find(new string('{', 300_000)));
        Assert.Null(ModelJson.Find(new string(' ', ModelJson.LengthMax) + """{"a":1}"""));
    }
}
