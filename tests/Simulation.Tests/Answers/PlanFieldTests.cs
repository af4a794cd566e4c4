using System.Text.Json;

namespace Orchestrator.Simulation.Tests.Answers;

public sealed class PlanFieldTests
{
    private static string Schema(
        string array,
        string id,
        string text,
        string dependsOn,
        string type,
        string limits = ""
    ) =>
        $$"""
            { "type": "object", "properties": { "{{array}}": { "type": "array", {{limits}} "items": {
              "type": "object", "properties": {
                "{{id}}": { "type": "{{type}}" }, "{{text}}": { "type": "string" },
                "{{dependsOn}}": { "type": "array", "items": { "type": "{{type}}" } }, "kind": { "enum": ["code", "math"] } } } } } }
            """;

    [Theory]
    [InlineData("steps", "id", "title", "depends_on", "integer")]
    [InlineData("subquestions", "id", "question", "dependsOn", "string")]
    [InlineData("tasks", "id", "description", "dependencies", "string")]
    public void A_plan_has_two_to_five_parts_and_depends_on_earlier_ones_only(
        string array,
        string id,
        string text,
        string dependsOn,
        string type
    )
    {
        string[] prompts =
        [
            "",
            "Write a report.",
            "Compare three databases. Measure each of them. Draw a table! What did it cost?\nSend it to Mina.",
            "서버를 설치하세요. 그다음 데이터를 옮기세요. 끝으로 확인하세요.",
            string.Concat(Enumerable.Repeat("One more thing to do. ", 50)),
        ];
        foreach (var prompt in prompts)
        {
            var parts = Declared
                .Ask(Schema(array, id, text, dependsOn, type), Declared.Perfect, prompt)
                .GetProperty(array);
            Assert.InRange(parts.GetArrayLength(), 2, 5);
            var seen = new List<string>();
            foreach (var part in parts.EnumerateArray())
            {
                Assert.All(part.GetProperty(dependsOn).EnumerateArray(), needed => Assert.Contains($"{needed}", seen));
                Assert.Matches(@"^\[(simulated|시뮬레이션)\] .", part.GetProperty(text).GetString());
                Assert.Contains(part.GetProperty("kind").GetString(), new[] { "code", "math" });
                Assert.DoesNotContain($"{part.GetProperty(id)}", seen);
                seen.Add($"{part.GetProperty(id)}");
            }
        }
    }

    [Fact]
    public void The_parts_are_the_sentences_of_the_prompt()
    {
        var parts = Parts("Compare three databases. Measure version 3.5 of each.");
        Assert.Equal(["[simulated] Compare three databases.", "[simulated] Measure version 3.5 of each."], parts);
    }

    [Fact]
    public void Several_questions_of_the_bank_become_one_part_each()
    {
        var parts = Parts("First: Multiply 38 by 16. What is the product? Then: What is the capital of France?");
        Assert.Equal(
            ["[simulated] Multiply 38 by 16. What is the product?", "[simulated] What is the capital of France?"],
            parts
        );
    }

    [Theory]
    [InlineData("\"minItems\":4,", 4, 5)]
    [InlineData("\"maxItems\":1,", 1, 1)]
    [InlineData("\"minItems\":3,\"maxItems\":2,", 2, 2)]
    [InlineData("\"minItems\":-5,\"maxItems\":99999999999,", 2, 5)]
    [InlineData("\"maxItems\":0,", 0, 0)]
    public void The_number_of_parts_keeps_to_the_schema(string limits, int least, int most)
    {
        var schema = Schema("steps", "id", "title", "depends_on", "integer", limits);
        var value = Declared.Ask(schema, Declared.Perfect, "Do this. Do that. Then rest.");
        Assert.InRange(value.GetProperty("steps").GetArrayLength(), least, most);
    }

    [Fact]
    public void An_array_without_ids_is_filled_as_before()
    {
        const string Plain = """{"type":"object","properties":{"steps":{"type":"array","items":{"type":"string"}}}}""";
        var value = Declared.Ask(Plain, Declared.Perfect, "Do this. Do that.");
        Assert.All(
            value.GetProperty("steps").EnumerateArray(),
            step => Assert.Equal(JsonValueKind.String, step.ValueKind)
        );
    }

    private static string[] Parts(string prompt) =>
        [
            .. Declared
                .Ask(Schema("steps", "id", "title", "depends_on", "integer"), Declared.Perfect, prompt)
                .GetProperty("steps")
                .EnumerateArray()
                .Select(part => part.GetProperty("title").GetString()!),
        ];
}
