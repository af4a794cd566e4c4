namespace Orchestrator.Simulation.Planning;

/// <summary>How time passes on a planned host.</summary>
internal sealed partial class PlanHost
{
    // Less than this of a token is none: sums of shares of seconds leave such rests.
    private const double Rest = 1e-6;

    private int _active;

    private double NextEvent()
    {
        var next = double.PositiveInfinity;
        _active = 0;
        for (var at = 0; at < _runnerCount; at++)
        {
            ref var runner = ref _runners[at];
            _active += runner.Running > 0 ? 1 : 0;
            next = runner.IsLoading ? Math.Min(next, runner.ReadyAt) : next;
        }

        for (var at = 0; at < _callCount; at++)
        {
            ref var call = ref _calls[at];
            if (call.Stage == PlanStage.Running)
            {
                var (prompt, answer) = Pace(call.Model);
                var left =
                    call.Prompt > 0 ? call.Prompt * prompt
                    : call.First > 0 ? call.First * answer
                    : call.Answer * answer;
                next = Math.Min(next, _now + left);
            }
        }

        return next;
    }

    private (double Prompt, double Answer) Pace(int model)
    {
        ref var runner = ref _runners[Find(model)];
        var busy = Math.Min(runner.Running, runner.Kind.PromptSeconds.Length) - 1;
        return (runner.Kind.PromptSeconds[busy] * _active, runner.Kind.AnswerSeconds[busy] * _active);
    }

    /// <summary>Never longer than until the next event: within it no call goes from one phase to another.</summary>
    private void Run(double seconds)
    {
        for (var at = 0; at < _callCount; at++)
        {
            ref var call = ref _calls[at];
            if (call.Stage != PlanStage.Running)
            {
                continue;
            }

            var (prompt, answer) = Pace(call.Model);
            if (call.Prompt > 0)
            {
                call.Prompt -= seconds / prompt;
                call.Prompt = call.Prompt < Rest ? 0 : call.Prompt;
            }
            else
            {
                call.First -= seconds / answer;
                call.Answer -= seconds / answer;
            }
        }
    }

    private void EndLoads()
    {
        for (var at = 0; at < _runnerCount; at++)
        {
            if (_runners[at].IsLoading && _runners[at].ReadyAt <= _now)
            {
                _runners[at].IsLoading = false;
            }
        }
    }

    private void EndCalls()
    {
        var kept = 0;
        for (var at = 0; at < _callCount; at++)
        {
            ref var call = ref _calls[at];
            if (call.Stage == PlanStage.Running && call.First <= Rest && call.First > double.NegativeInfinity)
            {
                Cost += fleet.CostOf(_now - call.ArrivedAt);
                call.First = double.NegativeInfinity;
            }

            if (call.Stage == PlanStage.Running && call.Prompt <= 0 && call.Answer <= Rest)
            {
                Cost += fleet.CostOfEnd(_now - call.ArrivedAt);
                Leave(call.Model);
                continue;
            }

            if (kept != at)
            {
                _calls[kept] = call;
            }

            kept++;
        }

        _callCount = kept;
    }

    private void Leave(int model)
    {
        var at = Find(model);
        _runners[at].Running--;
        if (_runners[at].IsDraining && _runners[at].IsIdle)
        {
            Unload(at);
        }
    }
}
