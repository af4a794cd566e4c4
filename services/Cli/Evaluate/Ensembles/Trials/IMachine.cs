namespace Orchestrator.Cli.Evaluate.Ensembles.Trials;

/// <summary>What models run on. Each row of the tables has its own: what is in memory is what the row has asked before.</summary>
internal interface IMachine
{
    bool IsResident(int model);

    /// <summary>Seconds until the model is in memory; 0 where it is.</summary>
    double LoadSeconds(int model);

    /// <summary>Expected seconds of an answer, without a load.</summary>
    double WorkSeconds(int model, double promptTokens, double answerTokens);

    /// <summary>Memory that the model takes, and what there is; 0 while unknown.</summary>
    (ulong Needs, ulong Has) Memory(int model);

    Charge Run(int model, TrialAnswer answer);
}
