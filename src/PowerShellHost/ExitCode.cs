namespace PowerShellHost;

/// <summary>The exit codes of <c>pwsh</c> that are not a script's own.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The script threw or does not parse, or <c>-Command</c> ended with <c>$?</c> false.</summary>
    public const int Failure = 1;

    /// <summary>EX_USAGE of sysexits.h: the command line is wrong or its script does not exist.</summary>
    public const int WrongUsage = 64;

    /// <summary>128 + SIGINT, as shells report a program that Ctrl+C ended.</summary>
    public const int Stopped = 130;
}
