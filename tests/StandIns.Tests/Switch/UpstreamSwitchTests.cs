namespace Orchestrator.StandIns.Tests.Switch;

/// <summary>
/// <c>UpstreamPackages=true</c> is the only switch. The genuine packages cannot be restored everywhere, so what is checked
/// is MSBuild's own evaluation: which projects, packages and versions it would ask for.
/// </summary>
public sealed class UpstreamSwitchTests(SwitchProbe probe) : IClassFixture<SwitchProbe>
{
    private const string SqliteOfTheSystem = "Microsoft.EntityFrameworkCore.Sqlite.Core";
    private const string SqliteWithItsLibrary = "Microsoft.EntityFrameworkCore.Sqlite";

    [Fact]
    public void By_default_every_missing_package_is_a_project_of_ours()
    {
        var expected = SwitchProbe.WholePackages.Append("Grpc.Net.Common").Append("SQLitePCLRaw.core");

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            probe.Default.Projects.Select(project => StandIn(project)).Order(StringComparer.Ordinal)
        );
        Assert.Empty(Ids(probe.Default).Intersect(SwitchProbe.WholePackages));
    }

    [Fact]
    public void By_default_the_metapackage_gives_way_to_the_server_package()
    {
        Assert.Contains("Grpc.AspNetCore.Server", Ids(probe.Default));
        Assert.DoesNotContain("Grpc.AspNetCore", Ids(probe.Default));
        Assert.Contains(SqliteOfTheSystem, Ids(probe.Default));
    }

    [Fact]
    public void With_the_switch_no_stand_in_is_left()
    {
        Assert.Empty(probe.Upstream.Projects);
        Assert.Superset(SwitchProbe.WholePackages.ToHashSet(), Ids(probe.Upstream).ToHashSet());
        Assert.Contains("Grpc.AspNetCore", Ids(probe.Upstream));
        Assert.DoesNotContain("Grpc.AspNetCore.Server", Ids(probe.Upstream));
    }

    [Fact]
    public void With_the_switch_sqlite_comes_with_its_own_library()
    {
        Assert.Contains(SqliteWithItsLibrary, Ids(probe.Upstream));
        Assert.DoesNotContain(SqliteOfTheSystem, Ids(probe.Upstream));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_package_has_exactly_one_version(bool upstream)
    {
        var project = upstream ? probe.Upstream : probe.Default;
        var versions = project.Versions.ToLookup(item => item.Identity, StringComparer.OrdinalIgnoreCase);

        Assert.All(versions, entries => Assert.Single(entries));
        Assert.All(versions, entries => Assert.Matches(@"^\d+\.\d+\.\d+", entries.Single().Version));
        Assert.NotEmpty(project.Packages);
        Assert.All(Ids(project), id => Assert.Single(versions[id]));
        Assert.Equal(project.Packages.Count, Ids(project).Distinct().Count());
    }

    [Fact]
    public void The_package_that_the_sdk_brings_has_no_version_here() =>
        Assert.DoesNotContain(
            SwitchProbe.OfTheAppHostSdk,
            probe.Upstream.Versions.Concat(probe.Default.Versions).Select(item => item.Identity)
        );

    [Theory]
    [InlineData("Google.Protobuf", "3.25.1", "3.36.2")]
    [InlineData("StackExchange.Redis", "1.2.6", "2.13.1")]
    public void The_second_block_of_versions_applies_only_with_the_switch(string id, string usual, string upstream)
    {
        Assert.Equal(usual, Version(probe.Default, id));
        Assert.Equal(upstream, Version(probe.Upstream, id));
    }

    [Fact]
    public void Versions_of_genuine_replacements_are_not_there_by_default() =>
        Assert.Empty(probe.Default.Versions.Select(item => item.Identity).Intersect(SwitchProbe.WholePackages));

    [Fact]
    public void Entity_framework_is_the_same_either_way()
    {
        Assert.Equal(State(probe.Default), State(probe.Upstream));
        Assert.NotEmpty(State(probe.Default));
        Assert.Equal(Version(probe.Default, SqliteOfTheSystem), Version(probe.Upstream, SqliteWithItsLibrary));
    }

    private static IEnumerable<string> Ids(EvaluatedProject project) => project.Packages.Select(item => item.Identity);

    private static string? Version(EvaluatedProject project, string id) =>
        project.Versions.Single(item => item.Identity == id).Version;

    /// <summary>The packages that migrations and queries depend on; the bundle has no counterpart by default.</summary>
    private static List<Item> State(EvaluatedProject project) =>
        project
            .Versions.Where(item => item.Identity.Contains("EntityFrameworkCore", StringComparison.Ordinal))
            .Where(item => item.Identity != SqliteWithItsLibrary)
            .Where(item => !SwitchProbe.WholePackages.Contains(item.Identity))
            .OrderBy(item => item.Identity, StringComparer.Ordinal)
            .ToList();

    /// <returns>The package id, when the project is where a stand-in of that id has to be; otherwise the whole path.</returns>
    private static string StandIn(Item project)
    {
        var id = Path.GetFileNameWithoutExtension(project.Identity);
        return project.Identity.EndsWith($"/eng/StandIns/{id}/{id}.csproj", StringComparison.Ordinal)
            ? id
            : project.Identity;
    }
}
