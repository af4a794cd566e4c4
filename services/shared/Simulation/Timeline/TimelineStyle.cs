using System.Globalization;

namespace Orchestrator.Simulation.Timeline;

/// <summary>The picture has its own light ground, so that it reads the same on a dark page.</summary>
internal static class TimelineStyle
{
    public const string Hatch =
        """<defs><pattern id="loading" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#ffffff" fill-opacity="0.35"/><rect width="2.2" height="5" fill="#1b1f24" fill-opacity="0.75"/></pattern></defs>""";

    private const string Fixed = """

        .ground{fill:#fcfcfd;stroke:#c9ced6}
        .band{fill:#f1f3f6}
        .lane{fill:#e3e7ec}
        .grid{stroke:#c3c9d2;stroke-width:1;fill:none}
        .tick{stroke:#5d6875;stroke-opacity:.28;stroke-width:1;fill:none;pointer-events:none}
        .h1{font-size:19px;font-weight:600;fill:#1b1f24}
        .h2{font-size:13px;fill:#3d4652}
        .host{font-size:13px;font-weight:600;fill:#1b1f24}
        .small{font-size:11px;fill:#3d4652}
        .right{text-anchor:end}
        .middle{text-anchor:middle}
        .loading{fill:url(#loading)}
        .waiting{fill:#d9631e;fill-opacity:.6;stroke:#b54708;stroke-width:.8}
        .running{fill:#0b5f8a;fill-opacity:.6}
        .s1{fill-opacity:.3}.s2{fill-opacity:.55}.s3{fill-opacity:.8}.s4{fill-opacity:1}

        """;

    public static string Sheet { get; } =
        Fixed
        + string.Concat(
            ModelColours
                .Palette.Index()
                .Select(colour =>
                    string.Create(CultureInfo.InvariantCulture, $".m{colour.Index}{{fill:{colour.Item}}}")
                )
        )
        + "\n";
}
