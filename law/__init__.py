"""The instruments of the Conference as frozen tables: bodies, the procedure, how often they meet, silence."""
