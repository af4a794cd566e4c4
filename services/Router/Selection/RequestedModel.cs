using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <param name="Name">As the client wrote it.</param>
/// <param name="Key">One spelling per model.</param>
internal sealed record RequestedModel(string Name, string Key, ModelAim Aim)
{
    public static RequestedModel Parse(string name)
    {
        var key = ModelKey.Of(name);
        var aim = key switch
        {
            "auto:latest" => ModelAim.Balanced,
            "auto:fast" => ModelAim.Fast,
            "auto:quality" => ModelAim.Quality,
            "auto:cheap" => ModelAim.Cheap,
            "ensemble:latest" => ModelAim.Ensemble,
            _ => ModelAim.Named,
        };
        return new RequestedModel(name.Trim(), key, aim);
    }
}
