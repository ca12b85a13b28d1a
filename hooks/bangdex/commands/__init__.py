"""The commands, a module each. Only here is anything printed, and only from here an exit taken."""
