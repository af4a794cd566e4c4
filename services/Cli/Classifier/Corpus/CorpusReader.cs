using System.Text.Json;
using Orchestrator.Router.Classification;

namespace Orchestrator.Cli.Classifier.Corpus;

/// <summary>Reads labelled texts, one JSON object per line.</summary>
internal static class CorpusReader
{
    /// <summary>Characters that one line may have.</summary>
    public const int LineChars = 1_000_000;

    /// <summary>Lines that one file may have.</summary>
    public const int LineLimit = 1_000_000;

    /// <returns>All corpus files of a folder, in an order that no file system changes.</returns>
    public static IReadOnlyList<string> Files(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories)
                .OrderBy(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), StringComparer.Ordinal),
        ];

    /// <summary>Reads a file of other people's texts, each with its source.</summary>
    public static List<LabelledText> ReadExternal(string file)
    {
        var texts = ReadFile(file);
        return texts.TrueForAll(text => text.IsExternal)
            ? texts
            : throw new CorpusException($"{file}: every line needs a 'source'.");
    }

    /// <exception cref="CorpusException">A line is wrong, or the file is missing.</exception>
    public static List<LabelledText> ReadFile(string file)
    {
        if (!File.Exists(file))
        {
            throw new CorpusException($"{file}: there is no such file.");
        }

        var texts = new List<LabelledText>();
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (line.Length > LineChars || number > LineLimit)
            {
                throw new CorpusException($"{file}:{number}: longer than a corpus may be.");
            }

            if (!string.IsNullOrWhiteSpace(line))
            {
                texts.Add(ReadLine(line, $"{file}:{number}", Path.GetFileNameWithoutExtension(file)));
            }
        }

        return texts;
    }

    private static LabelledText ReadLine(string line, string place, string fileName)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Read(document.RootElement, place, fileName);
        }
        catch (JsonException exception)
        {
            throw new CorpusException($"{place}: not JSON: {exception.Message}");
        }
        catch (InvalidOperationException)
        {
            throw new CorpusException($"{place}: a field has the wrong type.");
        }
    }

    private static LabelledText Read(JsonElement root, string place, string fileName)
    {
        var task = RequiredText(root, "task", place);
        var source = OptionalText(root, "source") ?? "";
        var hasTools = root.TryGetProperty("has_tools", out var tools) && tools.ValueKind == JsonValueKind.True;
        return new LabelledText(
            [.. Turns(root), new ConversationTurn("user", RequiredText(root, "text", place))],
            TaskOf(task) ?? throw new CorpusException($"{place}: 'task' is '{task}', which is no task."),
            OptionalText(root, "lang") ?? "",
            Number(root, "difficulty"),
            source.Length > 0 ? (hasTools ? 1 : 0) : Number(root, "needs_tools"),
            OptionalText(root, "group") ?? $"{fileName}:{place}",
            source
        );
    }

    private static IEnumerable<ConversationTurn> Turns(JsonElement root) =>
        root.TryGetProperty("turns", out var turns) && turns.ValueKind == JsonValueKind.Array
            ? turns
                .EnumerateArray()
                .Select(turn => new ConversationTurn(
                    OptionalText(turn, "role") ?? "user",
                    OptionalText(turn, "text") ?? ""
                ))
            : [];

    private static TaskType? TaskOf(string name)
    {
        for (var i = 0; i < TaskNames.Count; i++)
        {
            if (TaskNames.All[i] == name)
            {
                return (TaskType)i;
            }
        }

        return null;
    }

    private static string RequiredText(JsonElement root, string field, string place) =>
        OptionalText(root, field) ?? throw new CorpusException($"{place}: '{field}' is missing or no text.");

    private static string? OptionalText(JsonElement root, string field) =>
        root.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement root, string field) =>
        root.TryGetProperty(field, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.Number => value.GetDouble(),
                JsonValueKind.True => 1,
                JsonValueKind.False => 0,
                _ => null,
            }
            : null;
}
