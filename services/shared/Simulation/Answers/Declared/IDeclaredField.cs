namespace Orchestrator.Simulation.Answers.Declared;

/// <summary>One kind of property whose name and schema declare its purpose. None looks at the wording of a prompt.</summary>
internal interface IDeclaredField
{
    /// <returns>False, with nothing written, when the property is of another kind or nothing is known for it.</returns>
    bool Write(SchemaProperty property);
}
