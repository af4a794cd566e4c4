using System.Text.Json;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Prompts;

public sealed class JsonFieldsTests
{
    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData("\"0.5\"", 0.5)]
    [InlineData("\"85 %\"", 0.85)]
    [InlineData("85", 0.85)]
    [InlineData("1", 1.0)]
    [InlineData("-1", null)]
    [InlineData("1e300", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("\"high\"", null)]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    public void A_share_is_a_number_from_nothing_to_all(string json, double? expected) =>
        Assert.Equal(expected, JsonFields.Share(Parse($"{{\"x\":{json}}}"), "x"));

    [Theory]
    [InlineData("""["a"," ",null,1,"b"]""", "a,1")]
    [InlineData("\"alone\"", "alone")]
    [InlineData("null", "")]
    public void A_list_has_texts_and_a_limit(string json, string expected) =>
        Assert.Equal(expected, string.Join(',', JsonFields.Texts(Parse($"{{\"x\":{json}}}"), "x", 2)));

    [Fact]
    public void Half_a_surrogate_pair_is_no_text_and_no_name()
    {
        var json = Parse("""{"\ud83d":1,"x":"\ude00","X":2}""");

        Assert.Equal("", JsonFields.Text(json, "x"));
        Assert.Null(JsonFields.Field(json, "y"));
    }

    [Fact]
    public void What_is_no_object_has_no_fields() => Assert.Null(JsonFields.Field(Parse("[1]"), "x"));

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
