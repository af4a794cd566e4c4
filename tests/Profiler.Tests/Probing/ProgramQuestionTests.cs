using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Profiler.Probing;

namespace Orchestrator.Profiler.Tests.Probing;

/// <summary>Runs the Python programs of the questions: what they print is the answer.</summary>
public sealed class ProgramQuestionTests
{
    private const string Fence = "```python\n";

    private const string Runner = """
        import sys, json, io, contextlib
        outputs = []
        for program in json.load(sys.stdin):
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(program, {"__name__": "__main__"})
            outputs.append(out.getvalue().strip())
        print(json.dumps(outputs))
        """;

    [PythonFact]
    public async Task Programs_print_their_reference_answers()
    {
        var questions = ProbeQuestions
            .Of("code")!
            .Questions.Where(question => question.Grader.Kind == "exact" && question.Prompt.Contains(Fence))
            .ToList();
        Assert.NotEmpty(questions);
        using var python = Process.Start(
            new ProcessStartInfo("python3", ["-c", Runner])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        var programs = questions.Select(question => (JsonNode?)question.Prompt.Split(Fence)[1].Replace("\n```", ""));
        await python.StandardInput.WriteAsync(new JsonArray([.. programs]).ToJsonString());
        python.StandardInput.Close();
        using var outputs = JsonDocument.Parse(await python.StandardOutput.ReadToEndAsync());

        Assert.Equal(
            questions.Select(question => question.Answer),
            outputs.RootElement.EnumerateArray().Select(output => output.GetString())
        );
    }

    /// <summary>Skipped, with the reason, where Python is not installed.</summary>
    private sealed class PythonFactAttribute : FactAttribute
    {
        public PythonFactAttribute()
        {
            var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
            if (!folders.Any(folder => File.Exists(Path.Combine(folder, "python3"))))
            {
                Skip = "python3 is not installed.";
            }
        }
    }
}
