namespace Orchestrator.Router.Classification.Tiers;

/// <summary>The vectors of the examples, by model; the oldest give way.</summary>
internal sealed class ExampleShelf(int capacity)
{
    private readonly Lock _writing = new();
    private (string Model, ExampleVectors Vectors)[] _kept = [];

    public ExampleVectors? Find(string model)
    {
        foreach (var (name, vectors) in Volatile.Read(ref _kept))
        {
            if (name == model)
            {
                return vectors;
            }
        }

        return null;
    }

    public void Keep(string model, ExampleVectors vectors)
    {
        lock (_writing)
        {
            var others = _kept.Where(kept => kept.Model != model).Take(capacity - 1);
            Volatile.Write(ref _kept, [(model, vectors), .. others]);
        }
    }
}
