namespace Orchestrator.EnsembleWorker.Tests.Strategies;

/// <summary>Answers that no strategy has asked for: the fields that it reads, with what does not belong into them.</summary>
internal static class HostileAnswers
{
    private const string Part =
        """{"id":"\ud800","question":"q \udc00","instruction":"\ud83d","depends_on":[null,{},"\ud800",1e999]}""";

    private static readonly string[] _fields =
    [
        "answer",
        "confidence",
        "reasons",
        "parts",
        "groups",
        "relevance",
        "feasibility",
        "compatible",
        "critiques",
        "convinced_by",
        "problems",
        "passed",
        "verdict",
        "approved",
        "correct",
        "winner",
        "choice",
        "instruction",
        "subquestions",
    ];

    private static readonly string[] _values =
    [
        "\"\\ud800\"",
        "\"a \\udc00 b\"",
        "1e999",
        "-1e-999",
        new string('9', 500),
        "null",
        "true",
        "\"NaN\"",
        "[]",
        "{}",
        "[null,1,\"\\ud800\",[[[]]],{}]",
        """{"A":"\udc00","B":1e999,"\ud800":null}""",
        $"[{Part}]",
        $"[{Part},{Part}]",
        $"[{string.Join(',', Enumerable.Repeat(Part, 20))}]",
        $"\"{new string('x', 1_000)}\"",
    ];

    public static IEnumerable<string> All =>
        [
            .. _values.Select(value => Object(key => $"\"{key}\":{value}")),
            .. _values.Select(value => Object(key => $"\"{key}\":\"first\",\"{key}\":{value}")),
            Object(key => $"\"{key[..^1]}\\ud800{key[^1]}\":1"),
            string.Concat(Enumerable.Repeat("{\"answer\":", 40)) + "1" + new string('}', 40),
            "{\"answer\":\"\ud800\"}",
            "",
            "\ud800",
            "[1,2]",
            "null",
        ];

    private static string Object(Func<string, string> member) => $"{{{string.Join(',', _fields.Select(member))}}}";
}
