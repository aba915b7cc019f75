using System.Security;

namespace SsmSessionLogging.Pipelines;

/// <summary>
/// Listens at the console for one more Ctrl+C: PowerShell tells a command of the first one only. What else the key does is left to those
/// who listened before.
/// </summary>
internal sealed class NextCtrlC : IDisposable
{
    private readonly Action _pressed;
    private readonly object _listening = new();
    private bool _isListening;
    private bool _isOver;

    internal NextCtrlC(Action pressed) => _pressed = pressed;

    /// <summary>Begins to listen, where there is a console.</summary>
    internal void Listen()
    {
        lock (_listening)
        {
            if (_isOver || _isListening)
            {
                return;
            }

            try
            {
                Console.CancelKeyPress += OnKey;
                _isListening = true;
            }
            catch (Exception noConsole) when (noConsole is IOException or InvalidOperationException or PlatformNotSupportedException or SecurityException)
            {
                // Whoever runs PowerShell without a console has another way to end it.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_listening)
        {
            _isOver = true;
            if (_isListening)
            {
                Console.CancelKeyPress -= OnKey;
                _isListening = false;
            }
        }
    }

    private void OnKey(object? sender, ConsoleCancelEventArgs key) => _pressed();
}
