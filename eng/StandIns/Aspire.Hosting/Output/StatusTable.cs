using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Output;

/// <summary>All resources with their state, health and addresses. Pure.</summary>
internal static class StatusTable
{
    /// <summary>No resource is on its way to anything: time to show them.</summary>
    public static bool IsSettled(IEnumerable<ResourceEvent> resources) => resources.All(IsSettled);

    public static string Format(IEnumerable<ResourceEvent> resources, bool colours)
    {
        var rows = Rows(resources);
        string[] titles = ["Resource", "State", "Health", "URLs"];
        var widths = titles.Select(
            (title, i) => Math.Max(title.Length, rows.Select(row => row[i].Length).DefaultIfEmpty().Max())
        );
        var columns = widths.ToArray();
        var lines = rows.Select(row => Line(row, columns, colours ? ColourOf(row[1], row[2]) : null));
        return string.Join('\n', lines.Prepend(Line(titles, columns, colours ? Ansi.Grey : null)));
    }

    private static List<string[]> Rows(IEnumerable<ResourceEvent> resources) =>
        [
            .. resources
                .Where(IsShown)
                .OrderBy(resource => resource.ResourceId, StringComparer.OrdinalIgnoreCase)
                .Select(resource =>
                    (string[])
                        [
                            resource.ResourceId,
                            State(resource.Snapshot),
                            resource.Snapshot.HealthStatus?.ToString() ?? string.Empty,
                            string.Join(
                                "  ",
                                resource.Snapshot.Urls.Where(url => !url.IsInternal).Select(url => url.Url)
                            ),
                        ]
                ),
        ];

    private static string State(CustomResourceSnapshot snapshot) =>
        (snapshot.State?.Text ?? string.Empty) + (snapshot.ExitCode is { } code ? $" ({code})" : string.Empty);

    private static bool IsShown(ResourceEvent resource) =>
        !resource.Snapshot.IsHidden
        && resource.Snapshot.State is { } state
        && (resource.Resource is not ParameterResource || state.Text == KnownResourceStates.ValueMissing);

    private static bool IsSettled(ResourceEvent resource)
    {
        var state = resource.Snapshot.State?.Text;
        return state == KnownResourceStates.Running
            ? resource.Resource is IResourceWithoutLifetime || resource.Snapshot.ResourceReadyEvent is not null
            : state is not ("Starting" or "Waiting" or "Stopping" or "Building");
    }

    private static string Line(string[] cells, int[] widths, string? colour) =>
        Ansi.Paint(
            string.Join("  ", cells.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd(),
            colour,
            colour is not null
        );

    private static string? ColourOf(string state, string health) =>
        state.StartsWith(KnownResourceStates.Running, StringComparison.Ordinal)
            ? health == nameof(HealthStatus.Healthy)
                ? Ansi.Green
                : Ansi.Yellow
            : state is "Finished (0)" or "NotStarted"
                ? Ansi.Grey
                : Ansi.Red;
}
