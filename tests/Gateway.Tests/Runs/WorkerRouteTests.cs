using Orchestrator.Gateway.Runs.Workers;

namespace Orchestrator.Gateway.Tests.Runs;

/// <summary>Which worker is asked next.</summary>
public sealed class WorkerRouteTests
{
    private static readonly Uri _a = new("http://a");
    private static readonly Uri _b = new("http://b");
    private static readonly Uri _elsewhere = new("http://c");

    [Fact]
    public void All_workers_take_their_turn()
    {
        var route = new WorkerRoute([_a, _b], start: 1, first: null);

        Assert.Equal([_b, _a, _b], Ask(route, times: 3));
        Assert.Equal(3, route.Failures);
    }

    [Fact]
    public void The_likely_holder_is_asked_first_and_once()
    {
        var route = new WorkerRoute([_a, _b], start: 0, _elsewhere);

        Assert.Equal([_elsewhere, _a, _b], Ask(route, times: 3));
    }

    [Fact]
    public void A_worker_that_answers_is_asked_again_and_one_that_it_names_goes_before_it()
    {
        var route = new WorkerRoute([_a, _b], start: 0, first: null);
        route.Next();
        route.Succeeded();

        Assert.Equal(_a, route.Next());
        route.Failed(_elsewhere);
        Assert.Equal(_elsewhere, route.Next());
        Assert.Equal((_elsewhere, 1), (route.Current, route.Failures));
        route.Succeeded();
        Assert.Equal(0, route.Failures);
    }

    private static List<Uri> Ask(WorkerRoute route, int times)
    {
        var asked = new List<Uri>();
        for (var i = 0; i < times; i++)
        {
            asked.Add(route.Next());
            route.Failed(holder: null);
        }

        return asked;
    }
}
