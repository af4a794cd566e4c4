using System.Runtime.InteropServices;

namespace Orchestrator.Simulation.Planning;

/// <summary>A request on a planned host.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct PlanCall
{
    /// <summary>Number of its model in the plan.</summary>
    public int Model;

    /// <summary>Context with which its model is loaded when it is not there; 0 is the host's own.</summary>
    public int AskedContext;

    /// <summary>The smallest context that is enough for it.</summary>
    public int NeededContext;

    /// <summary>Since the beginning, in seconds.</summary>
    public double ArrivedAt;

    /// <summary>Tokens still to be evaluated.</summary>
    public double Prompt;

    /// <summary>Tokens still to be answered before the first one is out; 0 or less once it is.</summary>
    public double First;

    /// <summary>Tokens still to be answered, the first one included.</summary>
    public double Answer;

    public PlanStage Stage;
}

internal enum PlanStage
{
    /// <summary>Waits at the owner.</summary>
    Queued,

    /// <summary>Waits for its model.</summary>
    Admitted,

    /// <summary>Waits for a slot of its model.</summary>
    AtModel,
    Running,
}
