using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Orchestrator.Inference;

namespace Orchestrator.LlamaCppHost.Models;

/// <summary>Which files are which model. Pure.</summary>
internal static partial class ModelNaming
{
    /// <param name="files">All GGUF files of the folder.</param>
    /// <returns>Models whose parts are all there and whose name is one. Two files with one name count once, the first by path.</returns>
    public static ImmutableArray<(ModelId Id, ImmutableArray<FilePart> Parts)> Group(IEnumerable<FilePart> files) =>
        [
            .. files
                .Select(file => (file, part: PartOf(Path.GetFileNameWithoutExtension(file.Path))))
                .GroupBy(pair => (pair.part.Name, pair.part.Count))
                .Where(group => group.Count() == group.Key.Count)
                .Select(group => (group.Key.Name, Parts: group.OrderBy(pair => pair.part.Number)))
                .OrderBy(model => model.Parts.First().file.Path, StringComparer.Ordinal)
                .Where(model => ModelId.TryParse(model.Name, out _))
                .Select(model =>
                    (Id: ModelId.Parse(model.Name), model.Parts.Select(pair => pair.file).ToImmutableArray())
                )
                .DistinctBy(model => model.Id),
        ];

    private static (string Name, int Number, int Count) PartOf(string name) =>
        SplitName().Match(name) is { Success: true } match
            ? (match.Groups["name"].Value, Number(match.Groups["number"]), Number(match.Groups["count"]))
            : (name, 1, 1);

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    // As llama.cpp's own splitter names them.
    [GeneratedRegex(
        "^(?<name>.+)-(?<number>[0-9]{5})-of-(?<count>[0-9]{5})$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex SplitName();
}
