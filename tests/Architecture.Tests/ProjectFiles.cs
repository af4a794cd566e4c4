using System.Xml.Linq;
using Orchestrator.Testing;

namespace Orchestrator.Architecture.Tests;

/// <summary>The project files of the repository and what each of them references.</summary>
internal static class ProjectFiles
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> References { get; } =
        Repository.Files("*.csproj").ToDictionary(NameOf, ReferencesOf, StringComparer.Ordinal);

    public static string PathOf(string project) => Repository.Files($"{project}.csproj").Single();

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);

    private static IReadOnlyList<string> ReferencesOf(string file) =>
        [
            .. XDocument
                .Load(file)
                .Descendants("ProjectReference")
                .Select(reference => NameOf(reference.Attribute("Include")!.Value.Replace('\\', '/'))),
        ];
}
