using System.Text.Json;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Tests.Answers;

public sealed class SchemaTests
{
    private static JsonElement Make(string schema, ulong seed = 1)
    {
        using var parsed = JsonDocument.Parse(schema);
        var text = SchemaValue.Write(parsed.RootElement, "a prompt", new SimulationRandom(seed));
        return JsonDocument.Parse(text).RootElement;
    }

    [Fact]
    public void An_object_has_every_property_with_its_type()
    {
        const string Schema = """
            {"type":"object","required":["name","age"],"properties":{
              "name":{"type":"string"},"age":{"type":"integer","minimum":18,"maximum":20},
              "score":{"type":"number","exclusiveMinimum":0,"maximum":1},"ok":{"type":"boolean"},
              "nothing":{"type":"null"},"maybe":{"type":["string","null"]},
              "kind":{"enum":["a","b"]},"fixed":{"const":7},
              "list":{"type":"array","minItems":3,"maxItems":3,"items":{"type":"integer","multipleOf":5}}}}
            """;
        for (var seed = 1UL; seed <= 50; seed++)
        {
            var value = Make(Schema, seed);
            Assert.Contains("[simulated]", value.GetProperty("name").GetString(), StringComparison.Ordinal);
            Assert.InRange(value.GetProperty("age").GetInt32(), 18, 20);
            Assert.InRange(value.GetProperty("score").GetDouble(), 0.000001, 1);
            Assert.True(value.GetProperty("ok").ValueKind is JsonValueKind.True or JsonValueKind.False);
            Assert.Equal(JsonValueKind.Null, value.GetProperty("nothing").ValueKind);
            Assert.Equal(JsonValueKind.String, value.GetProperty("maybe").ValueKind);
            Assert.Contains(value.GetProperty("kind").GetString(), new[] { "a", "b" });
            Assert.Equal(7, value.GetProperty("fixed").GetInt32());
            Assert.Equal(3, value.GetProperty("list").GetArrayLength());
            Assert.All(value.GetProperty("list").EnumerateArray(), item => Assert.Equal(0, item.GetInt32() % 5));
        }
    }

    [Fact]
    public void References_and_alternatives_are_followed()
    {
        var value = Make(
            """
            {"$defs":{"p":{"type":"object","properties":{"x":{"type":"integer"}}}},
             "type":"object","properties":{"a":{"$ref":"#/$defs/p"},"b":{"anyOf":[{"type":"boolean"},{"type":"null"}]}}}
            """
        );
        Assert.Equal(JsonValueKind.Number, value.GetProperty("a").GetProperty("x").ValueKind);
        Assert.True(value.GetProperty("b").ValueKind is JsonValueKind.True or JsonValueKind.False);
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"type":"object","required":["n"],"properties":{"n":{"$ref":"#"}}}""")]
    [InlineData("""{"type":"array","minItems":9,"items":{"$ref":"#"}}""")]
    [InlineData("""{"anyOf":[{"$ref":"#"}]}""")]
    public void A_schema_that_refers_to_itself_ends(string schema) =>
        Assert.NotEqual(JsonValueKind.Undefined, Make(schema).ValueKind);

    [Fact]
    public void Json_mode_without_a_schema_gives_a_labelled_object() =>
        Assert.True(Make("{}").GetProperty("simulated").GetBoolean());

    [Theory]
    [InlineData("""{"type":"string","maxLength":4}""", 0, 4)]
    [InlineData("""{"type":"string","minLength":200}""", 200, 200)]
    public void Strings_keep_to_their_length(string schema, int least, int most) =>
        Assert.InRange(Make(schema).GetString()!.Length, least, most);
}
