using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Strategies.Workflow;
using Orchestrator.EnsembleWorker.Watching;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Workflow;

public sealed class WorkflowWatchLoopTests : IDisposable
{
    private const string One = "workflows:\n  one: { steps: [{ id: a, model: m, prompt: x }], output: a }\n";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"workflows-{Guid.NewGuid():N}.yaml");
    private readonly WorkflowBook _book = new();

    [Theory]
    [InlineData("workflows: { a: { steps: 5, output: x } }", ":1: workflows.a.steps: must be a list, not '5'")]
    [InlineData(null, "Could not find file")]
    public async Task A_wrong_file_stops_the_start_and_says_why(string? content, string why)
    {
        if (content is not null)
        {
            await File.WriteAllTextAsync(_file, content);
        }

        using var loop = Loop(_file);
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            loop.StartAsync(CancellationToken.None)
        );

        Assert.Contains($"{_file}", refused.Message);
        Assert.Contains(why, refused.Message);
    }

    [Fact]
    public async Task Without_a_file_there_are_no_workflows()
    {
        using var loop = Loop("");
        await loop.StartAsync(CancellationToken.None);

        Assert.Empty(_book.Current.Names);
    }

    [Fact]
    public async Task A_file_that_gets_wrong_later_leaves_the_workflows_as_they_were()
    {
        await File.WriteAllTextAsync(_file, One);
        using var loop = Loop(_file);
        await loop.StartAsync(CancellationToken.None);

        await File.WriteAllTextAsync(_file, "workflows: {");
        loop.ReadOnce();
        var wrong = _book.State;
        File.Delete(_file);
        loop.ReadOnce();
        await loop.StopAsync(CancellationToken.None);

        Assert.Equal(("one", false), (Assert.Single(wrong.Current.Names), wrong.IsGood));
        Assert.Equal("one", Assert.Single(_book.Current.Names));
    }

    public void Dispose() => File.Delete(_file);

    private WorkflowWatchLoop Loop(string file)
    {
        var options = new EnsembleWorkerOptions();
        (options.Runs.Workflow.File, options.Runs.Workflow.PollInterval) = (file, TimeSpan.FromHours(1));
        return new WorkflowWatchLoop(
            _book,
            new ChangeSignal(),
            Options.Create(options),
            TimeProvider.System,
            NullLogger<WorkflowWatchLoop>.Instance
        );
    }
}
