using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Registry;

internal static class BlobEndpoints
{
    private const string Path = "/api/blobs/{digest}";
    private const string Prefix = "sha256:";
    private static readonly SearchValues<char> _hexDigits = SearchValues.Create("0123456789abcdef");

    public static void MapBlobs(this WebApplication app)
    {
        var blobs = app.Services.GetRequiredService<BlobStore>();
        var bytesMax = app.Services.GetRequiredService<IOptions<SimulatedOptions>>().Value.BlobBytesMax;
        app.MapMethods(Path, [HttpMethods.Head], context => Ask(context, blobs));
        app.MapMethods(Path, [HttpMethods.Post], context => TakeAsync(context, blobs, bytesMax));
    }

    // Without a body, so that the text about unknown paths is not added to the length of this answer.
    private static Task Ask(HttpContext context, BlobStore blobs)
    {
        context.Response.StatusCode =
            DigestOf(context) is not { } digest ? StatusCodes.Status400BadRequest
            : blobs.Has(digest) ? StatusCodes.Status200OK
            : StatusCodes.Status404NotFound;
        return context.Response.CompleteAsync();
    }

    private static async Task TakeAsync(HttpContext context, BlobStore blobs, long bytesMax)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = bytesMax;
        }

        if (await ErrorOfAsync(context, blobs) is { } error)
        {
            await WireDialect.Native.WriteAsync(context, error);
        }
    }

    private static async Task<WireError?> ErrorOfAsync(HttpContext context, BlobStore blobs)
    {
        if (DigestOf(context) is not { } digest)
        {
            return WireError.Bad("invalid digest format");
        }

        if (blobs.Has(digest))
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            return null;
        }

        try
        {
            var (actual, bytes) = await HashAsync(context);
            return Keep(context, blobs, digest, actual, bytes);
        }
        catch (BadHttpRequestException exception)
        {
            return new WireError(exception.StatusCode, "http: request body too large");
        }
    }

    private static WireError? Keep(HttpContext context, BlobStore blobs, string digest, string actual, long bytes)
    {
        if (actual != digest)
        {
            return WireError.Bad($"digest mismatch, expected \"{digest}\", got \"{actual}\"");
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        return blobs.Add(digest, bytes)
            ? null
            : new WireError(StatusCodes.Status507InsufficientStorage, "simulated limit: the store of blobs is full");
    }

    private static async Task<(string Digest, long Bytes)> HashAsync(HttpContext context)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            var total = 0L;
            for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0; )
            {
                hash.AppendData(buffer.AsSpan(0, read));
                total += read;
            }

            return (Prefix + Convert.ToHexStringLower(hash.GetHashAndReset()), total);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Ollama also takes a dash, as in the names of its files.
    private static string? DigestOf(HttpContext context)
    {
        var given = (context.Request.RouteValues["digest"] as string ?? "").ToLowerInvariant().Replace('-', ':');
        return
            given.StartsWith(Prefix, StringComparison.Ordinal)
            && given.Length == Prefix.Length + 64
            && given.AsSpan(Prefix.Length).IndexOfAnyExcept(_hexDigits) < 0
            ? given
            : null;
    }
}
