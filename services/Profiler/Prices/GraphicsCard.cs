namespace Orchestrator.Profiler.Prices;

/// <summary>A card as its maker states it.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Watts">Board power: what it draws at most over a while.</param>
/// <param name="VramBytes">0 where memory is shared with the processor.</param>
internal sealed record GraphicsCard(string Name, double Watts, long VramBytes, string Source);
