using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Tests.Answers;

public sealed class HostileSchemaTests
{
    private const string Prompt = "Multiply 38 by 16. What is the product?\nA: 608\nB: 624";

    private static readonly string[] _names =
    [
        .. "steps tasks subquestions winner best ranking verdict scores score correct answer result confidence x".Split(
            ' '
        ),
    ];

    private static readonly string[] _values =
    [
        "true",
        "7",
        "null",
        "[]",
        "{}",
        "\"text\"",
        """{"type":"array"}""",
        """{"type":"array","items":true}""",
        """{"type":"array","items":{"enum":["A","B","tie"]}}""",
        """{"type":"array","items":{"properties":{"id":true,"title":3,"depends_on":[]}}}""",
        """{"type":"array","minItems":9,"items":{"properties":{"id":{"$ref":"#"},"text":{"$ref":"#"},"needs":{"type":"array"}}}}""",
        """{"enum":["A","B"]}""",
        """{"enum":[null,{},[],1e999,"A"]}""",
        """{"enum":["pass","fail"],"const":"fail"}""",
        """{"type":"number","minimum":9,"maximum":1}""",
        """{"type":"integer","multipleOf":0,"maximum":1e300}""",
        """{"type":"number","enum":[1,2,3]}""",
        """{"type":"boolean"}""",
        """{"type":"string","maxLength":2}""",
        """{"type":"object","properties":{"A":true,"B":{"type":"number"}}}""",
        """{"type":"object","properties":[]}""",
        """{"type":["object","null"],"properties":{"A":{"type":"number"},"B":{"$ref":"#/nowhere"}}}""",
        """{"$ref":"#"}""",
    ];

    [Fact]
    public void Whatever_the_schema_says_the_answer_is_json()
    {
        for (var seed = 1UL; seed <= 800; seed++)
        {
            var random = new SimulationRandom(seed);
            var properties = Enumerable
                .Range(0, 1 + random.Below(4))
                .Select(_ => $"\"{_names[random.Below(_names.Length)]}\":{_values[random.Below(_values.Length)]}");
            var schema = "{\"type\":\"object\",\"properties\":{" + string.Join(',', properties) + "}}";
            var failure = Record.Exception(() => Declared.Ask(schema, SkillRanges.Default, Prompt));
            Assert.True(failure is null, $"Seed {seed}, schema {schema}: {failure}");
        }
    }

    [Fact]
    public void A_constant_stays_one_under_any_name() =>
        Assert.Equal(
            "no",
            Declared
                .Ask(Declared.Object("answer", """{"const":"no"}"""), Declared.Perfect, Prompt)
                .GetProperty("answer")
                .GetString()
        );

    [Fact]
    public void A_number_that_the_schema_forbids_is_not_given() =>
        Assert.InRange(
            Declared
                .Ask(Declared.Object("answer", """{"type":"integer","maximum":10}"""), Declared.Perfect, Prompt)
                .GetProperty("answer")
                .GetInt32(),
            -90,
            10
        );

    [Fact]
    public void A_listed_scale_is_kept_to()
    {
        var schema = Declared.Object("score", """{"type":"integer","enum":[1,2,3,4,5]}""");
        var prompt = "Multiply 38 by 16. What is the product?\nAnswer: 608";
        Assert.InRange(Declared.Ask(schema, Declared.Perfect, prompt).GetProperty("score").GetInt32(), 4, 5);
    }

    [Fact]
    public void Only_so_many_properties_are_looked_at_as_the_limit_says()
    {
        var properties = string.Join(',', Enumerable.Range(0, 400).Select(at => $"\"x{at}\":{{\"type\":\"null\"}}"));
        var schema = "{\"type\":\"object\",\"properties\":{" + properties + ",\"answer\":{\"type\":\"string\"}}}";
        Assert.Contains(
            "[simulated]",
            Declared.Ask(schema, Declared.Perfect, Prompt).GetProperty("answer").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Only_so_many_sections_are_told_apart_as_the_limit_says()
    {
        var labels = CandidateSections("A:\n", 200, "\nB: 608");
        Assert.DoesNotContain("B", labels);
        Assert.Contains("B", CandidateSections("A:\n", 20, "\nB: 608"));
    }

    private static string[] CandidateSections(string heading, int times, string end) =>
        [
            .. Simulation
                .Answers.Declared.CandidateSections.Of(
                    QuestionBank.Standard.Questions[0],
                    string.Concat(Enumerable.Repeat(heading, times)) + end,
                    ["A", "B"]
                )
                .Select(section => section.Label),
        ];
}
