using Orchestrator.Simulation.Scheduling;
using static Orchestrator.Simulation.Tests.Scheduling.TestModels;

namespace Orchestrator.Simulation.Tests.Scheduling;

public sealed class ReloadTests
{
    private readonly HostScript _host = new(HostScript.Config(Small));

    public static TheoryData<RunnerOptions> ChangedOptions =>
        [
            new RunnerOptions(NumCtx: 8192),
            new RunnerOptions(NumBatch: 1024),
            new RunnerOptions(NumGpu: 5),
            new RunnerOptions(MainGpu: 1),
            new RunnerOptions(NumThread: 4),
            new RunnerOptions(DraftNumPredict: 0),
            new RunnerOptions(UseMmap: true),
            new RunnerOptions(Shift: false),
        ];

    [Theory]
    [MemberData(nameof(ChangedOptions))]
    public void A_change_of_any_runner_option_reloads_the_model(RunnerOptions options)
    {
        _host.Warm(Small);
        var id = _host.Arrive(Small, options: options);
        Assert.True(_host.Loading().LoadId > 1);
        _host.EndLoad();
        Assert.True(_host.Started(id));
    }

    [Theory]
    [MemberData(nameof(ChangedOptions))]
    public void The_same_options_again_do_not(RunnerOptions options)
    {
        _host.Warm(Small, options: options);
        Assert.True(_host.Started(_host.Arrive(Small, options: options with { })));
        Assert.Single(_host.Actions.OfType<HostAction.StartLoad>());
    }

    [Fact]
    public void An_omitted_context_keeps_the_loaded_one_and_the_same_one_named_does_too()
    {
        _host.Warm(Small, options: new RunnerOptions(NumCtx: 8192));
        _host.End(_host.Arrive(Small));
        _host.End(_host.Arrive(Small, options: new RunnerOptions(NumCtx: 8192)));
        Assert.Equal(8192, _host.State.Runners[Small].ContextLength);
        Assert.Single(_host.Actions.OfType<HostAction.StartLoad>());
    }

    [Fact]
    public void Two_contexts_that_are_cut_to_the_same_length_are_the_same()
    {
        var host = new HostScript(HostScript.Config(Korean) with { Gpus = HostScript.Gpu(32) });
        host.Warm(Korean, options: new RunnerOptions(NumCtx: 100_000));
        Assert.True(host.Started(host.Arrive(Korean, options: new RunnerOptions(NumCtx: 200_000))));
    }

    [Fact]
    public void A_reload_waits_for_running_requests_and_others_with_the_old_options_still_get_in()
    {
        _host.Warm(Small);
        var running = _host.Arrive(Small);
        var changed = _host.Arrive(Small, options: new RunnerOptions(NumCtx: 8192));
        var late = _host.Arrive(Small);
        _host.End(running);
        Assert.True(_host.Started(late));
        Assert.False(_host.Started(changed));
        _host.End(late);
        _host.EndLoad();
        Assert.True(_host.Started(changed));
    }
}
