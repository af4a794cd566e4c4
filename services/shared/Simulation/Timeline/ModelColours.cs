using System.Collections.Immutable;

namespace Orchestrator.Simulation.Timeline;

/// <summary>
/// A colour for each model that was in memory anywhere, in order of the alphabet. Colours that colour-blind people can
/// tell apart come first (Paul Tol, "Colour schemes", 2021); beyond these they repeat, for each lane has its name beside it.
/// </summary>
internal sealed class ModelColours
{
    public static readonly ImmutableArray<string> Palette =
    [
        "#4477aa",
        "#cc6677",
        "#228833",
        "#ccaa33",
        "#66ccee",
        "#aa3377",
        "#997700",
        "#44aa99",
        "#882255",
        "#7788cc",
        "#ee8866",
        "#557722",
    ];

    private readonly Dictionary<string, int> _places;

    public ModelColours(IEnumerable<HostTimeline> hosts)
    {
        Models =
        [
            .. hosts
                .SelectMany(host => host.Lanes)
                .Select(lane => lane.Model)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        _places = Models.Index().ToDictionary(model => model.Item, model => model.Index, StringComparer.Ordinal);
    }

    public ImmutableArray<string> Models { get; }

    /// <summary>Class of the style sheet.</summary>
    public string Style(string model) => $"m{_places[model] % Palette.Length}";
}
