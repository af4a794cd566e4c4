using System.Text.Json;
using Google.Protobuf.Collections;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>What a Generate request has to look like. Pure; null means that it is right.</summary>
internal static class RequestRule
{
    private const int MaxTenantChars = 128;
    private const int MaxDeadlineSeconds = 7 * 24 * 3600;

    private static readonly string[] _roles = ["system", "user", "assistant", "tool"];

    public static RequestProblem? Check(GenerateRequest request, GenerationOptions limits) =>
        CheckTarget(request.Replica, request.Model)
        ?? CheckTurn(request)
        ?? CheckMessages(request.Messages, limits)
        ?? CheckTools(request.Tools, limits)
        ?? CheckSampling(request.Sampling, limits)
        ?? CheckFormat(request.ResponseFormat);

    public static RequestProblem? Check(EmbedRequest request, GenerationOptions limits) =>
        CheckTarget(request.Replica, request.Model)
        ?? CheckCount(request.Inputs.Count, limits.MaxEmbedInputs, "inputs")
        ?? (request.Inputs.Count == 0 ? new RequestProblem("inputs", "must not be empty") : null)
        ?? CheckLength(request.Inputs.Sum(text => (long)text.Length), limits, "inputs");

    public static RequestProblem? CheckTarget(string replica, string model)
    {
        if (replica.Length == 0)
        {
            return new RequestProblem("replica", "must not be empty");
        }

        return string.IsNullOrWhiteSpace(model) ? new RequestProblem("model", "must not be empty") : null;
    }

    // What decides about a call's turn. A deadline that has passed is a refusal and no mistake.
    private static RequestProblem? CheckTurn(GenerateRequest request) =>
        request.Tenant.Length > MaxTenantChars
            ? new RequestProblem(
                "tenant",
                $"has {request.Tenant.Length} characters, at most {MaxTenantChars} are taken"
            )
        : request.Deadline is { } deadline && deadline.Seconds is (> MaxDeadlineSeconds or < -MaxDeadlineSeconds)
            ? new RequestProblem("deadline", $"must be at most {MaxDeadlineSeconds} s")
        : null;

    public static RequestProblem? CheckMessages(RepeatedField<Message> messages, GenerationOptions limits)
    {
        if (messages.Count == 0)
        {
            return new RequestProblem("messages", "must not be empty");
        }

        for (var i = 0; i < messages.Count; i++)
        {
            if (CheckMessage(messages[i], $"messages[{i}]") is { } problem)
            {
                return problem;
            }
        }

        return CheckCount(messages.Count, limits.MaxMessages, "messages")
            ?? CheckCount(messages.Sum(message => message.Images.Count), limits.MaxImages, "messages.images")
            ?? CheckLength(messages.Sum(m => (long)m.Content.Length + m.Thinking.Length), limits, "messages");
    }

    private static RequestProblem? CheckMessage(Message message, string path)
    {
        if (!_roles.Contains(message.Role, StringComparer.Ordinal))
        {
            return new RequestProblem($"{path}.role", "must be system, user, assistant or tool");
        }

        return message.ToolCalls.All(call => IsJsonObjectOrEmpty(call.ArgumentsJson))
            ? null
            : new RequestProblem($"{path}.tool_calls.arguments_json", "must be one JSON object");
    }

    private static RequestProblem? CheckTools(RepeatedField<Tool> tools, GenerationOptions limits)
    {
        for (var i = 0; i < tools.Count; i++)
        {
            if (tools[i].Name.Length == 0)
            {
                return new RequestProblem($"tools[{i}].name", "must not be empty");
            }

            if (!IsJsonObjectOrEmpty(tools[i].ParametersJson))
            {
                return new RequestProblem($"tools[{i}].parameters_json", "must be one JSON object");
            }
        }

        return CheckCount(tools.Count, limits.MaxTools, "tools");
    }

    public static RequestProblem? CheckSampling(Sampling? sampling, GenerationOptions limits)
    {
        if (sampling is null)
        {
            return null;
        }

        if (sampling.HasTemperature && sampling.Temperature is not (>= 0 and <= 100))
        {
            return new RequestProblem("sampling.temperature", "must be between 0 and 100");
        }

        return CheckFraction(sampling.HasTopP, sampling.TopP, "sampling.top_p")
            ?? CheckFraction(sampling.HasMinP, sampling.MinP, "sampling.min_p")
            ?? CheckInt(sampling.TopK, "sampling.top_k")
            ?? CheckInt(sampling.MaxTokens, "sampling.max_tokens")
            ?? CheckInt(sampling.ContextTokens, "sampling.context_tokens")
            ?? CheckCount(sampling.Stop.Count, limits.MaxStops, "sampling.stop");
    }

    private static RequestProblem? CheckFormat(ResponseFormat? format) =>
        format is { HasJsonSchema: true } && !IsJsonObject(format.JsonSchema)
            ? new RequestProblem("response_format.json_schema", "must be one JSON object")
            : null;

    private static RequestProblem? CheckFraction(bool isSet, double value, string field) =>
        isSet && value is not (>= 0 and <= 1) ? new RequestProblem(field, "must be between 0 and 1") : null;

    private static RequestProblem? CheckInt(uint value, string field) =>
        value > int.MaxValue ? new RequestProblem(field, $"must be at most {int.MaxValue}") : null;

    private static RequestProblem? CheckCount(int count, int limit, string field) =>
        count > limit ? new RequestProblem(field, $"has {count} items, at most {limit} are taken") : null;

    private static RequestProblem? CheckLength(long length, GenerationOptions limits, string field) =>
        length > limits.MaxCharacters
            ? new RequestProblem(field, $"has {length} characters, at most {limits.MaxCharacters} are taken")
            : null;

    private static bool IsJsonObjectOrEmpty(string text) => text.Length == 0 || IsJsonObject(text);

    private static bool IsJsonObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
