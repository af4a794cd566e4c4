using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;
using Orchestrator.Gateway.Errors;

namespace Orchestrator.Gateway.Requests;

/// <summary>Reads a whole request body within the named limits of size and time.</summary>
internal sealed class RequestBodyReader(IOptions<RequestBodyOptions> options, TimeProvider clock)
{
    private const string LimitName = $"{RequestBodyOptions.SectionName}:{nameof(RequestBodyOptions.MaxBytes)}";
    private const string TimeoutName = $"{RequestBodyOptions.SectionName}:{nameof(RequestBodyOptions.ReadTimeout)}";

    private readonly RequestBodyOptions _options = options.Value;

    /// <returns>Null when the body is in <paramref name="body"/>.</returns>
    public async Task<GatewayError?> ReadAsync(
        HttpContext context,
        PooledBody body,
        CancellationToken cancellationToken
    )
    {
        TakeOverLimits(context);
        if (context.Request.ContentLength > _options.MaxBytes)
        {
            return TooLarge();
        }

        using var deadline = new CancellationTokenSource(_options.ReadTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await CopyAsync(context, body, either.Token) ? null : TooLarge();
        }
        catch (OperationCanceledException)
            when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return TimedOut();
        }
        catch (BadHttpRequestException) when (!cancellationToken.IsCancellationRequested)
        {
            return Broken();
        }
    }

    /// <summary>Kestrel's own limits would answer without a dialect, so ours alone count here.</summary>
    private static void TakeOverLimits(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }

    /// <returns>False when the body is larger than the limit.</returns>
    private async Task<bool> CopyAsync(HttpContext context, PooledBody body, CancellationToken cancellationToken)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (body.Length + read.Buffer.Length > _options.MaxBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return false;
            }

            body.Append(read.Buffer);
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return true;
            }
        }
    }

    private GatewayError TooLarge() =>
        new(
            ErrorKind.BodyTooLarge,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The body is larger than {_options.MaxBytes} bytes, the limit set by {LimitName}."
            )
        )
        {
            Cause = "body_too_large",
        };

    private GatewayError TimedOut() =>
        new(
            ErrorKind.BodyTimedOut,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The body did not arrive within {_options.ReadTimeout.TotalSeconds} s, the limit set by {TimeoutName}."
            )
        )
        {
            Cause = "body_timed_out",
        };

    private static GatewayError Broken() =>
        GatewayError.Invalid([new FieldProblem("", "ended early or is not a well-formed HTTP body")]);
}
