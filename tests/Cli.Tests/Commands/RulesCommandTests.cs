namespace Orchestrator.Cli.Tests.Commands;

/// <summary>Operators' rules on the command line.</summary>
public sealed class RulesCommandTests : IDisposable
{
    private const string Rules = """
        rules:
          - name: korean-code
            when: { task: code, language: [ko, mixed], header: { x-team: "s*" } }
            force: "qwen*"
            priority: batch
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_request_is_shown_with_its_kind_the_rules_that_hold_and_what_they_do()
    {
        var run = await CommandRun.OfAsync([
            .. Test(),
            "--prompt",
            "이 파이썬 함수의 버그를 고쳐 줘",
            "--header",
            "X-Team=search",
        ]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("--prompt: code (", run.Out);
        Assert.Contains("  rule korean-code: force, priority\n  only: qwen*\n  priority: batch\n", run.Out);
    }

    [Fact]
    public async Task Expectations_make_it_a_test_that_fails_when_one_is_not_met()
    {
        const string Met = """{"prompt": "hi there", "expect": {"rules": null, "priority": []}}""";
        const string Missed = """{"prompt": "hi there", "expect": {"rules": "korean-code", "language": "en"}}""";
        var good = await CommandRun.OfAsync([.. Test(), "--in", _folder.Write("good.jsonl", $"{Met}\n\n{Met}\n")]);
        var bad = await CommandRun.OfAsync([.. Test(), "--in", _folder.Write("bad.jsonl", $"{Met}\n{Missed}\n")]);

        Assert.Equal((0, true), (good.ExitCode, good.Out.EndsWith("2 of 2 as expected.\n", StringComparison.Ordinal)));
        Assert.Equal(1, bad.ExitCode);
        Assert.Contains("NOT AS EXPECTED: rules: expected korean-code, found nothing", bad.Out);
        Assert.Contains("1 of 2 as expected.", bad.Out);
    }

    [Fact]
    public async Task Results_can_be_had_as_json()
    {
        var json = await CommandRun.JsonAsync([
            .. Test(),
            "--prompt",
            "이 파이썬 함수의 버그를 고쳐 줘",
            "--header",
            "x-team=search",
        ]);

        var request = json.GetProperty("requests")[0];
        Assert.Equal("code", request.GetProperty("task")[0].GetString());
        Assert.Equal("korean-code", request.GetProperty("hits")[0].GetProperty("rule").GetString());
        Assert.Equal("qwen*", request.GetProperty("force")[0].GetString());
    }

    [Theory]
    [InlineData("check")]
    [InlineData("test")]
    public async Task Everything_that_is_wrong_with_the_rules_is_told_with_status_2(string command)
    {
        var file = _folder.Write("bad.yaml", "rules:\n  - name: a\n  - { name: b, when: { task: cod }, prefer: x }\n");
        string[] arguments = command == "check" ? [file] : ["--rules", file, "--prompt", "hi"];

        var run = await CommandRun.OfAsync(["rules", command, .. arguments]);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Equal(
            [
                $"{file}:2: rules[0]: does nothing; it needs force, prefer, forbid, strategy or priority",
                $"{file}:3: rules[1].when.task: 'cod' is no task; the closest is 'code'",
            ],
            run.ErrorLines
        );
    }

    [Theory]
    [InlineData("""{"prompt": 5}""", "prompt is a text")]
    [InlineData("""{"promt": "a"}""", "promt is no field")]
    [InlineData("""{"model": "a"}""", "prompt or messages is missing")]
    [InlineData("""{"messages": [{"role": "robot", "content": "a"}]}""", "messages[].role is one of")]
    [InlineData("""{"prompt": "a", "expect": {"rule": "a"}}""", "expect.rule is unknown")]
    [InlineData("""{"prompt": "a", "priority": "high"}""", "priority is one of")]
    [InlineData("[]", "a JSON object is expected")]
    [InlineData("{", "bad.jsonl:1")]
    [InlineData("", "has no requests")]
    public async Task A_request_that_is_wrong_is_told_with_status_2(string line, string problem)
    {
        var run = await CommandRun.OfAsync([.. Test(), "--in", _folder.Write("bad.jsonl", line)]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(problem, run.Error);
    }

    [Fact]
    public async Task A_good_file_is_told_with_its_version() =>
        Assert.Matches(
            "^1 rules, version [0-9a-f]{12}\\.\n$",
            (await CommandRun.OfAsync("rules", "check", _folder.Write("rules.yaml", Rules))).Out
        );

    private string[] Test() => ["rules", "test", "--rules", _folder.Write("rules.yaml", Rules)];

    public void Dispose() => _folder.Dispose();
}
