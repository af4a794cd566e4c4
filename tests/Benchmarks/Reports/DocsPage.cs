namespace Orchestrator.Benchmarks.Reports;

/// <summary>The page that holds the latest results, between two marks. Pure.</summary>
internal static class DocsPage
{
    private const string Begin = "<!-- results: written by make bench -->";
    private const string End = "<!-- end of results -->";

    /// <exception cref="BenchmarkException">The page has lost its marks.</exception>
    public static string WithResults(string page, string results)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? $"{page[..(begin + Begin.Length)]}\n\n{results.Trim()}\n\n{page[end..]}"
            : throw new BenchmarkException($"The page has no place for results: '{Begin}' … '{End}'.");
    }
}
