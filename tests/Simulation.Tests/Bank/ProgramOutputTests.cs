using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Tests.Bank;

/// <summary>
/// Runs the Python and JavaScript programs of the bank, all of one language in one process. The outputs of the C#
/// programs were taken from one run of them with the .NET 10 SDK and are not run again here.
/// </summary>
public sealed class ProgramOutputTests
{
    private const string Python = """
        import sys, json, io, contextlib
        outputs = []
        for program in json.load(sys.stdin):
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(program, {"__name__": "__main__"})
            outputs.append(out.getvalue().strip())
        print(json.dumps(outputs))
        """;

    private const string Node = """
        const util = require("util"), vm = require("vm");
        const programs = JSON.parse(require("fs").readFileSync(0, "utf8"));
        console.log(JSON.stringify(programs.map(program => {
          let out = "";
          const log = (...values) => { out += util.format(...values) + "\n"; };
          vm.runInNewContext(program, { console: { log } });
          return out.trim();
        })));
        """;

    [ProgramFact("python3")]
    public Task Python_programs_print_their_canonical_answers() => RunAsync("python", "python3", ["-c", Python]);

    [ProgramFact("node")]
    public Task JavaScript_programs_print_their_canonical_answers() => RunAsync("javascript", "node", ["-e", Node]);

    [Fact]
    public void Every_prompt_shows_exactly_its_program()
    {
        var all = QuestionBank.Standard.Questions.Where(question => question.Task == "code").ToList();
        Assert.All(
            all,
            question => Assert.EndsWith($"\n{question.Check.GetProperty("program").GetString()}\n```", question.Prompt)
        );
        Assert.Equal(3, all.Select(LanguageOf).Distinct().Count());
    }

    private static async Task RunAsync(string language, string command, string[] arguments)
    {
        var questions = QuestionBank.Standard.Questions.Where(question => LanguageOf(question) == language).ToList();
        Assert.NotEmpty(questions);
        using var process = Process.Start(
            new ProcessStartInfo(command, arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        var programs = questions.Select(question => question.Check.GetProperty("program").GetString());
        await process.StandardInput.WriteAsync(
            new JsonArray([.. programs.Select(program => (JsonNode?)program)]).ToJsonString()
        );
        process.StandardInput.Close();
        using var outputs = JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync());
        Assert.Equal(
            questions.Select(question => question.Answer),
            outputs.RootElement.EnumerateArray().Select(output => output.GetString())
        );
    }

    private static string? LanguageOf(Question question) =>
        question.Check.TryGetProperty("program", out _) ? question.Check.GetProperty("language").GetString() : null;

    /// <summary>Skipped, with the reason, where the interpreter is not installed.</summary>
    private sealed class ProgramFactAttribute : FactAttribute
    {
        public ProgramFactAttribute(string command)
        {
            var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
            if (!folders.Any(folder => File.Exists(Path.Combine(folder, command))))
            {
                Skip = $"{command} is not installed.";
            }
        }
    }
}
