using System.Text;
using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>A prompt with places into which texts are put. Pure.</summary>
/// <param name="Parts">In their order.</param>
internal sealed record PromptTemplate(IReadOnlyList<TemplatePart> Parts)
{
    public const string Input = "input";
    public const string Messages = "messages";

    /// <summary>Places in one prompt.</summary>
    private const int PlacesMax = 32;

    private const string Open = "{{";
    private const string Close = "}}";
    private const string StepPrefix = "steps.";

    public static readonly PromptTemplate Empty = new([]);

    /// <summary>Steps whose text is put in, by their ids.</summary>
    public IEnumerable<string> Steps => Parts.Where(part => part.Kind == PlaceKind.Step).Select(part => part.Text);

    public bool Shows(PlaceKind kind) => Parts.Any(part => part.Kind == kind);

    /// <returns>The template, or what is wrong with it: a sentence's end.</returns>
    public static (PromptTemplate? Template, string Problem) Parse(string text)
    {
        var parts = new List<TemplatePart>();
        var rest = text.AsSpan();
        while (rest.IndexOf(Open, StringComparison.Ordinal) is var open and >= 0)
        {
            var inside = rest[(open + Open.Length)..];
            var close = inside.IndexOf(Close, StringComparison.Ordinal);
            var name = close < 0 ? "" : inside[..close].Trim().ToString();
            if (close < 0 || Place(name) is not { } place)
            {
                return (null, close < 0 ? $"'{Open}' is not closed by '{Close}'" : Unknown(name));
            }

            AddText(parts, rest[..open]);
            parts.Add(place);
            rest = inside[(close + Close.Length)..];
        }

        AddText(parts, rest);
        var places = parts.Count(part => part.Kind != PlaceKind.Text);
        return places > PlacesMax
            ? (null, $"has {places} places, and at most {PlacesMax} are allowed")
            : (new PromptTemplate(parts), "");
    }

    public string Render(Func<TemplatePart, string> place)
    {
        var text = new StringBuilder();
        foreach (var part in Parts)
        {
            text.Append(part.Kind == PlaceKind.Text ? part.Text : place(part));
        }

        return text.ToString();
    }

    private static void AddText(List<TemplatePart> parts, ReadOnlySpan<char> text)
    {
        if (text.Length > 0)
        {
            parts.Add(new TemplatePart(PlaceKind.Text, text.ToString()));
        }
    }

    private static TemplatePart? Place(string name) =>
        name switch
        {
            Input => new TemplatePart(PlaceKind.Input, ""),
            Messages => new TemplatePart(PlaceKind.Messages, ""),
            _ when name.StartsWith(StepPrefix, StringComparison.Ordinal) && name.Length > StepPrefix.Length =>
                new TemplatePart(PlaceKind.Step, name[StepPrefix.Length..]),
            _ => null,
        };

    private static string Unknown(string name) =>
        $"{Quoted.Of(Open + name + Close)} is no place; known are '{{{{input}}}}', '{{{{messages}}}}' and '{{{{steps.<id>}}}}'";
}

/// <param name="Text">The text itself, or the id of a step.</param>
internal sealed record TemplatePart(PlaceKind Kind, string Text);

internal enum PlaceKind
{
    Text,

    /// <summary>The user's last message.</summary>
    Input,

    /// <summary>The whole conversation.</summary>
    Messages,

    /// <summary>What a step before has said.</summary>
    Step,
}
