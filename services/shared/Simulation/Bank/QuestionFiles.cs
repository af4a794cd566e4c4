using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Simulation.Bank;

/// <summary>Reads the embedded files, one JSON object per line. They are ours, so a broken one is an exception.</summary>
internal static class QuestionFiles
{
    private const string Prefix = "Questions/";

    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter<Difficulty>() },
    };

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
                yield return JsonSerializer.Deserialize<Question>(line, _options)
                    ?? throw new InvalidDataException($"{name} has an empty line.");
            }
        }
    }
}
