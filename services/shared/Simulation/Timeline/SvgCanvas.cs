using System.Globalization;
using System.Text;
using System.Xml;

namespace Orchestrator.Simulation.Timeline;

/// <summary>Writes the few shapes that a timeline is made of. Always the same bytes, always valid XML.</summary>
internal sealed class SvgCanvas : IDisposable
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    private readonly StringBuilder _text = new();
    private readonly XmlWriter _xml;

    public SvgCanvas(double width, double height, string label)
    {
        _xml = XmlWriter.Create(
            _text,
            new XmlWriterSettings
            {
                OmitXmlDeclaration = true,
                Indent = true,
                IndentChars = " ",
                NewLineChars = "\n",
            }
        );
        _xml.WriteStartElement("svg", Namespace);
        Attributes(("viewBox", $"0 0 {Number(width)} {Number(height)}"), ("width", width), ("height", height));
        Attributes(("role", "img"), ("font-family", "Segoe UI, Roboto, Helvetica, Arial, DejaVu Sans, sans-serif"));
        Title(label);
    }

    public void Style(string css) => _xml.WriteElementString("style", Namespace, css);

    /// <summary>Definitions that are constants of the program, already as XML.</summary>
    public void Raw(string xml) => _xml.WriteRaw(xml);

    public void Rectangle(double x, double y, double width, double height, string style, string? title = null)
    {
        _xml.WriteStartElement("rect", Namespace);
        Attributes(("x", x), ("y", y), ("width", width), ("height", height), ("class", style));
        End(title);
    }

    /// <param name="style">Classes of the style sheet.</param>
    public void Text(double x, double y, string text, string style)
    {
        _xml.WriteStartElement("text", Namespace);
        Attributes(("x", x), ("y", y), ("class", style));
        _xml.WriteString(Clean(text));
        _xml.WriteEndElement();
    }

    public void Path(string path, string style, string? title = null)
    {
        _xml.WriteStartElement("path", Namespace);
        Attributes(("d", path), ("class", style));
        End(title);
    }

    public override string ToString()
    {
        _xml.WriteEndElement();
        _xml.Flush();
        return _text.Append('\n').ToString();
    }

    public void Dispose() => _xml.Dispose();

    /// <summary>Hundredths of a pixel are enough.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Clean(string text) =>
        string.Concat(text.Select(letter => XmlConvert.IsXmlChar(letter) ? letter : '?'));

    private void Title(string text) => _xml.WriteElementString("title", Namespace, Clean(text));

    private void End(string? title)
    {
        if (title is not null)
        {
            Title(title);
        }

        _xml.WriteEndElement();
    }

    private void Attributes(params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            _xml.WriteAttributeString(name, value is double number ? Number(number) : Clean((string)value));
        }
    }
}
