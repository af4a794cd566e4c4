using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Orchestrator.AppHost.Tests;

/// <summary>What the program describes, read from the model before anything starts.</summary>
public sealed class PictureTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("orchestrator-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task The_embedded_shape_is_one_process_and_its_replicas()
    {
        await using var builder = await DescribeAsync("embedded");

        Assert.Equal(
            ["orchestrator", "sim-coder", "sim-large", "sim-small"],
            builder.Resources.OfType<ProjectResource>().Select(project => project.Name).Order(StringComparer.Ordinal)
        );
        Assert.Empty(builder.Resources.OfType<ContainerResource>());
    }

    [Fact]
    public async Task A_second_application_on_the_same_data_folder_is_refused()
    {
        await using var builder = await DescribeAsync("embedded");

        await Assert.ThrowsAsync<InvalidOperationException>(() => DescribeAsync("embedded"));
    }

    [Fact]
    public async Task The_data_folder_is_free_again_when_the_application_is_gone()
    {
        await (await DescribeAsync("embedded")).DisposeAsync();

        await using var second = await DescribeAsync("embedded");

        Assert.NotEmpty(second.Resources);
    }

    private Task<IDistributedApplicationTestingBuilder> DescribeAsync(string mode) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([
            "--mode",
            mode,
            "--simulated",
            "--data",
            _data.FullName,
        ]);
}
