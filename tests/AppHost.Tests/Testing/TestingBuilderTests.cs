using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;

namespace Orchestrator.AppHost.Tests.Testing;

/// <summary>What Aspire.Hosting.Testing promises, without a process.</summary>
public sealed class TestingBuilderTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("orchestrator-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task An_application_can_be_made_without_an_AppHost_and_has_its_connection_strings()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create("--ConnectionStrings:store=here");
        builder.AddConnectionString("store");
        await using var app = await builder.BuildAsync();
        await app.StartAsync();

        Assert.Equal("here", await app.GetConnectionStringAsync("store"));
    }

    [Fact]
    public async Task What_is_not_there_is_named()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create("--ConnectionStrings:store=here");
        builder.AddConnectionString("store");
        builder.AddParameter("word", "x");
        await using var app = await builder.BuildAsync();
        await app.StartAsync();

        var unknown = await Assert.ThrowsAsync<ArgumentException>(async () =>
            await app.GetConnectionStringAsync("nobody")
        );
        Assert.Contains("nobody", unknown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(async () => await app.GetConnectionStringAsync("word"));
        Assert.Throws<InvalidOperationException>(() => app.GetEndpoint("word"));
    }

    [Fact]
    public async Task Before_the_start_there_are_no_addresses()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("program", "nothing", ".").WithHttpEndpoint();
        await using var app = await builder.BuildAsync();

        Assert.Throws<InvalidOperationException>(() => app.GetEndpoint("program"));
        Assert.Throws<InvalidOperationException>(() => app.CreateHttpClient("program"));
    }

    [Fact]
    public async Task The_first_launch_profile_of_the_AppHost_applies()
    {
        await using var builder = await CreateAsync();

        Assert.Equal("Development", builder.Environment.EnvironmentName);
        Assert.Equal("Orchestrator.AppHost", builder.AppHostAssembly?.GetName().Name);
        Assert.Equal(Projects.AppHost.ProjectPath, builder.AppHostDirectory);
    }

    [Fact]
    public async Task Dashboard_and_fixed_ports_are_off_and_the_test_has_the_last_word()
    {
        DistributedApplicationOptions? seen = null;
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            Arguments,
            (options, settings) =>
            {
                seen = options;
                settings.EnvironmentName = "Quiet";
            }
        );

        Assert.True(seen!.DisableDashboard);
        Assert.True(seen.EnableResourceLogging);
        Assert.True(builder.Configuration.GetValue<bool>("DcpPublisher:RandomizePorts"));
        Assert.Equal("Quiet", builder.Environment.EnvironmentName);
    }

    [Fact]
    public async Task A_test_may_change_the_description_before_it_builds()
    {
        await using var builder = await CreateAsync();
        builder.AddParameter("word", "changed");

        await using var app = await builder.BuildAsync();

        Assert.Contains(builder.Resources.OfType<ParameterResource>(), parameter => parameter.Name == "word");
    }

    [Fact]
    public async Task A_program_that_ends_without_an_application_fails_the_test()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--help"])
        );

        Assert.Contains("Orchestrator.AppHost", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assembly_without_an_entry_point_is_no_AppHost() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            DistributedApplicationTestingBuilder.CreateAsync<IResource>()
        );

    private string[] Arguments => ["--mode", "embedded", "--simulated", "--data", _data.FullName];

    private Task<IDistributedApplicationTestingBuilder> CreateAsync() =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(Arguments);
}
