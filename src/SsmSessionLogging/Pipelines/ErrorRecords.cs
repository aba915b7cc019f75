using SessionLogging.Preferences.Reading;

namespace SsmSessionLogging.Pipelines;

/// <summary>The one place where a failure becomes what PowerShell shows.</summary>
internal static class ErrorRecords
{
    // From PowerShell 7.5 on the engine shows the recommended action below the message; before it nobody would see it.
    private static readonly bool EngineShowsAdvice = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 5);

    /// <summary>The error, or <see langword="null"/> for a failure that is not one of a call, an input or a file: a mistake in this program, or the pipeline's own.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="document">The document that it happened to, where the failure does not say.</param>
    internal static ErrorRecord? Of(Exception failure, PreferenceTarget? document = null) => failure switch
    {
        SessionLoggingException own => From(own, document),
        IOException => FromFile(failure, ErrorCategory.ResourceUnavailable),
        UnauthorizedAccessException => FromFile(failure, ErrorCategory.PermissionDenied),
        _ => null,
    };

    internal static ErrorRecord From(SessionLoggingException failure, PreferenceTarget? document)
    {
        var message = failure is { Subject: null, IsOfIdentity: false } && document is not null ? $"{document}: {failure.Message}" : failure.Message;
        var advice = failure.RecommendedAction;
        return new ErrorRecord(failure, failure.ErrorId, CategoryOf(failure.Category), failure.Subject ?? document)
        {
            ErrorDetails = new ErrorDetails(advice is null || EngineShowsAdvice ? message : $"{message} {advice}") { RecommendedAction = advice ?? "" },
        };
    }

    /// <summary>What an error says of the account, with what mends it, where a change was begun; <see langword="null"/> where it is about nothing that anybody made.</summary>
    internal static string? WhatStands(ErrorRecord error) => error.Exception is PreferenceChangeException or SessionActionException
        ? $"{error.Exception.Message} {((SessionLoggingException)error.Exception).RecommendedAction}"
        : null;

    private static ErrorRecord FromFile(Exception failure, ErrorCategory category) => new(failure, "FileFailed", category, targetObject: null);

    private static ErrorCategory CategoryOf(FailureCategory category) => category switch
    {
        FailureCategory.InvalidInput => ErrorCategory.InvalidArgument,
        FailureCategory.InvalidData => ErrorCategory.InvalidData,
        FailureCategory.Denied => ErrorCategory.PermissionDenied,
        FailureCategory.NotFound => ErrorCategory.ObjectNotFound,
        FailureCategory.Conflict => ErrorCategory.ResourceExists,
        FailureCategory.Throttled => ErrorCategory.LimitsExceeded,
        FailureCategory.Unreachable => ErrorCategory.ConnectionError,
        FailureCategory.Timeout => ErrorCategory.OperationTimeout,
        FailureCategory.Unavailable => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.InvalidOperation,
    };
}
