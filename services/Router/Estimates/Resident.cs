using System.Runtime.InteropServices;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Estimates;

/// <summary>A model in a replica's memory.</summary>
/// <param name="Bytes">That it takes there.</param>
/// <param name="Calls">That run and wait for it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Resident(ModelSnapshot Model, ModelSpeed Speed, double Bytes, int Calls);
