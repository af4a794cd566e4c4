using System.Reflection;
using System.Xml.Linq;

namespace Orchestrator.Architecture.Tests.Configuration;

/// <summary>Reads the documentation files that the compiler writes beside the assemblies.</summary>
internal static class XmlComments
{
    private static readonly Dictionary<string, XDocument> Files = new(StringComparer.Ordinal);

    /// <returns>The summary on one line; empty when there is none.</returns>
    public static string SummaryOf(PropertyInfo property)
    {
        var name = $"P:{property.DeclaringType!.FullName!.Replace('+', '.')}.{property.Name}";
        var summary = FileOf(property.DeclaringType.Assembly)
            .Descendants("member")
            .FirstOrDefault(member => member.Attribute("name")?.Value == name)
            ?.Element("summary");
        return summary is null
            ? ""
            : string.Join(' ', Text(summary).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static XDocument FileOf(Assembly assembly)
    {
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        if (!Files.TryGetValue(path, out var file))
        {
            file = Files[path] = XDocument.Load(path);
        }

        return file;
    }

    // <see cref="T:A.B"/> becomes B, <c>text</c> becomes text.
    private static string Text(XElement element) =>
        string.Concat(
            element
                .Nodes()
                .Select(node =>
                    node switch
                    {
                        XText text => text.Value,
                        XElement { Value.Length: 0 } reference => (
                            reference.Attributes().FirstOrDefault()?.Value ?? ""
                        ).Split('.', ':')[^1],
                        XElement inner => Text(inner),
                        _ => "",
                    }
                )
        );
}
