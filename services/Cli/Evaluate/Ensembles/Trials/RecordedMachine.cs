namespace Orchestrator.Cli.Evaluate.Ensembles.Trials;

/// <summary>Times as they were recorded; nothing is known of memory, so nothing is ever loaded.</summary>
internal sealed class RecordedMachine : IMachine
{
    public bool IsResident(int model) => true;

    public double LoadSeconds(int model) => 0;

    public double WorkSeconds(int model, double promptTokens, double answerTokens) => 0;

    public (ulong Needs, ulong Has) Memory(int model) => (0, 0);

    public Charge Run(int model, TrialAnswer answer) => new(answer.Seconds ?? 0, 0);
}
