namespace Orchestrator.Profiler.Planning;

/// <summary>Where planning sees the fleet.</summary>
internal interface IFleetSights
{
    /// <summary>The fleet as it stands; replicas that take no work now are left out.</summary>
    FleetSight Take();
}
