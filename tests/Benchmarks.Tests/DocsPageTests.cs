using Orchestrator.Benchmarks.Reports;
using Orchestrator.Testing;

namespace Orchestrator.Benchmarks.Tests;

public sealed class DocsPageTests
{
    [Fact]
    public void Results_replace_the_last_ones_and_nothing_else()
    {
        const string Page = """
            # Title
            <!-- results: written by make bench -->
            old
            <!-- end of results -->
            After.
            """;

        var once = DocsPage.WithResults(Page, "new");

        Assert.Equal(
            """
            # Title
            <!-- results: written by make bench -->

            new

            <!-- end of results -->
            After.
            """,
            once
        );
        Assert.Equal(once, DocsPage.WithResults(once, "new"));
    }

    [Fact]
    public void A_page_without_marks_is_left_alone() =>
        Assert.Throws<BenchmarkException>(() => DocsPage.WithResults("# Title", "new"));

    [Fact]
    public void The_page_in_the_repository_has_a_place_for_results() =>
        Assert.NotEmpty(DocsPage.WithResults(File.ReadAllText(Repository.PathOf("docs", "benchmarks.md")), "new"));
}
