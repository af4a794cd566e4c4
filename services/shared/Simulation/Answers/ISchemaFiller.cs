using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Answers;

/// <summary>Supplies the texts and numbers of a generated JSON value.</summary>
internal interface ISchemaFiller
{
    string Text(SimulationRandom random);

    double? Number();
}
