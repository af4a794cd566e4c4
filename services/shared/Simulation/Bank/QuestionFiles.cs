using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Simulation.Bank;

/// <summary>Reads the embedded files, one JSON object per line. They are ours, so a broken one is an exception.</summary>
internal static class QuestionFiles
{
    private const string Prefix = "Questions/";

    public static IEnumerable<Question> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
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
}

// Generated: the simulated host runs without reflection, to start fast.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Question))]
internal sealed partial class QuestionJson : JsonSerializerContext;
