namespace Orchestrator.Profiler;

/// <summary>What placement does with its plans.</summary>
public enum PlanningMode
{
    /// <summary>Nothing is planned; demand is counted all the same.</summary>
    Off,

    /// <summary>Plans are made, shown with what they would gain, and not carried out.</summary>
    Advise,

    /// <summary>Owners carry the plans out.</summary>
    Act,
}
