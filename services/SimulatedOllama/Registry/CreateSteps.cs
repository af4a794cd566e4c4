using System.Runtime.CompilerServices;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>Creates a model from one that is there, or is pulled first.</summary>
internal sealed class CreateSteps(ModelStore models, PullSteps pull, TimeProvider clock)
{
    public async IAsyncEnumerable<Progress> RunAsync(
        CreateCall call,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (models.Find(call.From) is null)
        {
            await foreach (var progress in pull.RunAsync(call.From, cancellationToken))
            {
                // The success of the pull is not yet that of the creation.
                if (progress is not Progress.At { Line.Status: "success" })
                {
                    yield return progress;
                }
            }
        }

        if (models.Find(call.From) is not { } source)
        {
            yield break;
        }

        if (call.Quantize is not null)
        {
            yield return new Progress.Failed(QuantizeError(source.Model));
            yield break;
        }

        var created = Created(call, source);
        yield return Progress.Of($"using existing layer sha256:{source.Model.Digest}");
        yield return Progress.Of($"creating new layer sha256:{created.Model.Digest}");
        yield return Progress.Of("writing manifest");
        yield return models.Put(created) ? Progress.Of("success") : new Progress.Failed(RegistryErrors.Full);
    }

    private static WireError QuantizeError(SimulatedModel model) =>
        model.Quantization == "F16"
            ? WireError.Bad("simulated host: quantize is not simulated")
            : WireError.Bad("quantization is only supported for F16 and F32 models");

    private StoredModel Created(CreateCall call, StoredModel source)
    {
        var text = Over(call.Text, source.Text);
        var revision = string.Join(
            '\n',
            [source.Model.Digest, text.Template, text.System, text.Parameters?.GetRawText(), .. text.Licenses]
        );
        return new StoredModel(
            (source.Model with { Name = call.Name }).Revised(revision),
            clock.GetUtcNow(),
            text,
            source.Model.Name
        );
    }

    private static ModelText Over(ModelText text, ModelText source) =>
        new()
        {
            Template = text.Template ?? source.Template,
            System = text.System ?? source.System,
            Licenses = text.Licenses.IsEmpty ? source.Licenses : text.Licenses,
            Parameters = ModelOptions.Merge(text.Parameters, source.Parameters),
            Messages = text.Messages.IsEmpty ? source.Messages : text.Messages,
        };
}
