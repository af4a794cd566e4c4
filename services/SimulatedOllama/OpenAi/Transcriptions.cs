using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.Registry;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.OpenAi;

/// <summary>Sound to text. No model of the catalogue takes sound, so that this always ends in an error.</summary>
internal static class Transcriptions
{
    public static void MapTranscriptions(this WebApplication app)
    {
        var models = app.Services.GetRequiredService<ModelStore>();
        app.MapMethods(
            "/v1/audio/transcriptions",
            [HttpMethods.Post],
            async context => await WireDialect.OpenAi.WriteAsync(context, await ErrorOfAsync(context, models))
        );
    }

    private static async Task<WireError> ErrorOfAsync(HttpContext context, ModelStore models)
    {
        if (!context.Request.HasFormContentType)
        {
            return WireError.Bad("request Content-Type isn't multipart/form-data");
        }

        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            return ErrorOf(form, models);
        }
        // Broken or larger than the limit: there is no way to ask beforehand.
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return WireError.Bad("multipart: the form cannot be read");
        }
    }

    private static WireError ErrorOf(IFormCollection form, ModelStore models)
    {
        var name = form["model"].ToString();
        return name.Length == 0 ? WireError.ModelRequired
            : form.Files.Count == 0 ? WireError.Bad("file is required")
            : models.Find(name) is { } stored ? ModelChecks.WithoutAudio(stored.Model)
            : WireError.NotFound(name);
    }
}
