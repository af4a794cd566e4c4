using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Simulation.Bank;

/// <summary>Reads the embedded files, one JSON object per line. They are ours, so a broken one is an exception.</summary>
internal static class QuestionFiles
{
    private const string Prefix = "Questions/";
    private const string ProbesPrefix = "Probes/";

    public static IEnumerable<Question> Read()
    {
        foreach (var name in NamesOf(Prefix))
        {
            using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
            while (reader.ReadLine() is { } line)
            {
                var question =
                    JsonSerializer.Deserialize(line, QuestionJson.Default.Question)
                    ?? throw new InvalidDataException($"{name} has an empty line.");
                // Generated readers give a list that is not there no empty one, whatever its initialiser says.
                yield return question.Accepted.IsDefault ? question with { Accepted = [] } : question;
            }
        }
    }

    /// <summary>The profiler's probe questions: one JSON list per file, which is named after its task.</summary>
    public static IEnumerable<Question> ReadProbes()
    {
        foreach (var name in NamesOf(ProbesPrefix))
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
            foreach (var probe in JsonSerializer.Deserialize(stream, QuestionJson.Default.ProbeArray) ?? [])
            {
                yield return probe.ToQuestion(name[ProbesPrefix.Length..]);
            }
        }
    }

    private static IEnumerable<string> NamesOf(string prefix) =>
        Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}

/// <summary>What the bank takes of a probe question; how answers are graded is the profiler's.</summary>
internal sealed record Probe(
    string Id,
    string Language,
    Difficulty Difficulty,
    string Prompt,
    string Answer,
    ImmutableArray<string> Accepted,
    ImmutableArray<string> Wrong
)
{
    private static readonly JsonElement _check = JsonSerializer.SerializeToElement(
        new Dictionary<string, string>(StringComparer.Ordinal) { ["kind"] = "probe" },
        QuestionJson.Default.DictionaryStringString
    );

    public Question ToQuestion(string task) =>
        new()
        {
            Id = "probe-" + Id,
            Task = task,
            Language = Language,
            Difficulty = Difficulty,
            Prompt = Prompt,
            Answer = Answer,
            Accepted = Accepted.IsDefault ? [] : Accepted,
            Wrong = Wrong,
            Check = _check,
        };
}

// Generated: the simulated host runs without reflection, to start fast.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Question))]
[JsonSerializable(typeof(Probe[]))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class QuestionJson : JsonSerializerContext;
